/* Names of foreign origin as labels, and names that are given once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/label.h"
#include "base/taken.h"

static void test_labels(void **state) {
    static const struct {
        const char *text, *label, *with_percent;
    } rows[] = {
        {"a/b.txt", "a/b.txt", "a/b.txt"},
        {"通知.txt", "通知.txt", "通知.txt"},
        {"two\nlines\x7F", "two%0Alines%7F", "two%0Alines%7F"},
        {"\xBA\xD3.txt", "%BA%D3.txt", "%BA%D3.txt"},
        {"a.zip!/b", "a.zip%21/b", "a.zip%21/b"},
        {"a!b", "a!b", "a!b"},
        {"100%", "100%", "100%25"},
        {"\xC2\x85 \xEF\xBF\xBF", "%C2%85 %EF%BF%BF", "%C2%85 %EF%BF%BF"},
        {"\xED\xA0\x80\xC0\x80", "%ED%A0%80%C0%80", "%ED%A0%80%C0%80"},
        {"\xE9\x80", "%E9%80", "%E9%80"},
        {"", "", ""},
    };
    char out[64];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(duban_label_write(rows[i].text, false, out, sizeof out),
                         strlen(rows[i].text));
        assert_string_equal(out, rows[i].label);
        duban_label_write(rows[i].text, true, out, sizeof out);
        assert_string_equal(out, rows[i].with_percent);
    }
}

/* A label that is cut ends between characters, and says how much it took. */
static void test_cuts(void **state) {
    const char *text = "通知通知\n通知";
    (void)state;
    for (size_t room = 5; room < 40; room++) {
        char out[40];
        size_t taken = duban_label_write(text, false, out, room);
        assert_true(strlen(out) < room);
        assert_true(taken == strlen(text) || strlen(out) + 8 > room);
        assert_true((text[taken] & 0xC0) != 0x80);
    }
}

static void take(duban_taken *taken, const char *name, const char *wanted) {
    char room[40];
    snprintf(room, sizeof room, "%s", name);
    assert_true(duban_taken_take(taken, room, sizeof room));
    assert_string_equal(room, wanted);
}

static void test_names_are_given_once(void **state) {
    duban_taken taken = {0};
    (void)state;
    take(&taken, "a", "a");
    take(&taken, "a", "a~2");
    take(&taken, "a~3", "a~3");
    take(&taken, "a", "a~4");
    take(&taken, "a~2", "a~2~2");
    take(&taken, "", "");
    take(&taken, "", "~2");
    duban_taken_free(&taken);
    take(&taken, "a", "a");
    duban_taken_free(&taken);
}

/* As many as one likes of one name: the search for a free number begins where the last one ended.
 */
static void test_many_of_a_name(void **state) {
    enum { MANY = 200000 };
    duban_taken taken = {0};
    char name[40];
    (void)state;
    for (uint32_t i = 1; i <= MANY; i++) {
        snprintf(name, sizeof name, "n.txt");
        assert_true(duban_taken_take(&taken, name, sizeof name));
    }
    assert_string_equal(name, "n.txt~200000");
    assert_int_equal(taken.count, MANY);
    duban_taken_free(&taken);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_cuts),
        cmocka_unit_test(test_names_are_given_once),
        cmocka_unit_test(test_many_of_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
