/* The public face: what a program that stands on duban.h alone may rely on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>
#include <duban.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static duban_rulebook *rules;
static char notice[65536];
static size_t notice_length;

static int open_rules(void **state) {
    (void)state;
    FILE *file = fopen(DUBAN_SOURCE_DIR "/tests/cli/notice.txt", "rb");
    if (!file) return -1;
    notice_length = fread(notice, 1, sizeof notice, file);
    fclose(file);
    rules = duban_rulebook_open(DUBAN_RULES_DIR, NULL, NULL);
    return rules ? 0 : -1;
}

static int close_rules(void **state) {
    (void)state;
    duban_rulebook_free(rules);
    return 0;
}

static void count(void *context, const duban_finding *finding) {
    assert_non_null(finding->severity);
    assert_non_null(finding->message);
    ++*(size_t *)context;
}

static void a_notice_becomes_xml(void **state) {
    (void)state;
    char *bytes = malloc(notice_length);
    memcpy(bytes, notice, notice_length);
    char href[] = "given.txt";
    duban_ledger *ledger = duban_ledger_read(rules, href, bytes, notice_length);
    memset(bytes, 0, notice_length); /* neither bytes nor name are needed any more */
    free(bytes);
    memset(href, 'x', sizeof href - 1);
    assert_string_equal(duban_ledger_status(ledger), "ok");
    size_t length, again, told = 0;
    const char *xml = duban_ledger_xml(ledger, &length);
    assert_int_equal(strlen(xml), length);
    assert_non_null(strstr(xml, "href=\"given.txt\""));
    assert_non_null(strstr(xml, duban_rulebook_version(rules)));
    assert_non_null(strstr(xml, duban_version()));
    assert_ptr_equal(duban_ledger_xml(ledger, &again), xml);
    assert_int_equal(duban_ledger_findings(ledger, count, &told), told);
    assert_int_equal(duban_ledger_findings(ledger, NULL, NULL), told);
    duban_ledger_free(ledger);
}

static int refuse(void *context, const char *bytes, size_t length) {
    (void)bytes;
    *(size_t *)context = length;
    return 42;
}

static void writing_goes_through_the_caller(void **state) {
    (void)state;
    size_t length = 0;
    duban_ledger *ledger = duban_ledger_read(rules, "n", notice, notice_length);
    assert_int_equal(duban_ledger_write(ledger, refuse, &length), 42);
    assert_true(length > 1000);
    duban_ledger_free(ledger);
}

static void what_cannot_be_read_says_so(void **state) {
    (void)state;
    size_t length = 1, told = 0;
    duban_ledger *ledger = duban_ledger_read(rules, "empty.txt", "", 0);
    assert_string_equal(duban_ledger_status(ledger), "empty");
    assert_null(duban_ledger_xml(ledger, &length));
    assert_int_equal(length, 0);
    assert_int_equal(duban_ledger_write(ledger, refuse, &length), -1);
    duban_ledger_findings(ledger, count, &told);
    assert_true(told > 0);
    duban_ledger_free(ledger);
    told = 0;
    assert_null(duban_rulebook_open("/nowhere", count, &told));
    assert_true(told > 0);
    assert_null(duban_rulebook_open("/nowhere", NULL, NULL));
    duban_ledger_free(NULL);
    duban_rulebook_free(NULL);
}

static void *read_many(void *expected) {
    for (int i = 0; i < 5; i++) {
        size_t length;
        duban_ledger *ledger = duban_ledger_read(rules, "n", notice, notice_length);
        const char *xml = duban_ledger_xml(ledger, &length);
        bool same = xml && !strcmp(xml, expected);
        duban_ledger_free(ledger);
        if (!same) return expected;
    }
    return NULL;
}

static void threads_share_a_rulebook(void **state) {
    (void)state;
    size_t length;
    duban_ledger *ledger = duban_ledger_read(rules, "n", notice, notice_length);
    const char *xml = duban_ledger_xml(ledger, &length);
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, read_many, (void *)(size_t)xml), 0);
    }
    for (int i = 0; i < 3; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
    duban_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_becomes_xml),
        cmocka_unit_test(writing_goes_through_the_caller),
        cmocka_unit_test(what_cannot_be_read_says_so),
        cmocka_unit_test(threads_share_a_rulebook),
    };
    return cmocka_run_group_tests(tests, open_rules, close_rules);
}
