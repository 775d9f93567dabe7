/* What verify stands on: lines of bytes, text behind markup, and the comparable form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "out/essence.h"
#include "out/line.h"
#include "out/markup.h"

static duban_arena *arena;

static int open_arena(void **state) {
    (void)state;
    arena = duban_arena_new((size_t)1 << 22);
    return arena ? 0 : -1;
}

static int close_arena(void **state) {
    (void)state;
    duban_arena_free(arena);
    return 0;
}

static duban_str of(const char *utf8) { return duban_str_from_utf8(arena, utf8, strlen(utf8)); }

static void assert_place(const char *bytes, size_t length, const char *charset, size_t offset,
                         uint32_t line, uint32_t column) {
    duban_line at = duban_line_at((const unsigned char *)bytes, length, charset, offset);
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
}

static void places_count_lines_and_characters(void **state) {
    (void)state;
    static const char utf8[] = "一二\r\n三四\n\r五";
    assert_place(utf8, sizeof utf8 - 1, "UTF-8", 0, 1, 1);
    assert_place(utf8, sizeof utf8 - 1, "UTF-8", 3, 1, 2);
    assert_place(utf8, sizeof utf8 - 1, "UTF-8", 11, 2, 2);
    assert_place(utf8, sizeof utf8 - 1, "UTF-8", 16, 4, 1);
    assert_place(utf8, sizeof utf8 - 1, "UTF-8", 999, 4, 2);
    static const char gb[] = "\xD2\xBB\n\xB6\xFE\xC8\xFD";
    assert_place(gb, sizeof gb - 1, "GB18030", 5, 2, 2);
    assert_place(gb, sizeof gb - 1, NULL, 5, 2, 3);
    /* U+4E0A has the byte 0x0A in UTF-16, which is no line end. */
    static const char utf16[] = "\x0A\x4E\n\0\x8C\x4E";
    assert_place(utf16, sizeof utf16 - 1, "UTF-16LE", 2, 1, 2);
    assert_place(utf16, sizeof utf16 - 1, "UTF-16LE", 4, 2, 1);
}

static void markup_gives_its_text(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"plain", "plain"},
        {"a</span><span title=\"x > y\">b", "ab"},
        {"a<!-- <b>no</b> -->b", "ab"},
        {"a<script>if (1 < 2) x();</script>b", "ab"},
        {"<w:t>a</w:t><w:instrText>PAGE</w:instrText><w:t>b</w:t>", "ab"},
        {"a&nbsp;b&amp;c&#8212;d&#x4E00;e", "a\u00A0b&c—d一e"},
        {"3 < 5 and a&b", "3 < 5 and a&b"},
        {"a<br/>b<script src='x'/>c", "abc"},
        {"open <b", "open "},
        {"&#99999999999;", "\uFFFD"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *text = duban_str_to_utf8(arena, duban_markup_text(of(pairs[i][0]), arena));
        assert_string_equal(text, pairs[i][1]);
    }
}

static void the_essence_is_what_readers_compare(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"（责任单位：市公安局）", "(责任单位:市公安局)"},
        {"## **新 增**　就业", "新增就业"},
        {"\uFEFF一\u200B二\r\n三\u00AD", "一二三"},
        {"“十四五”", "\"十四五\""},
        {"坏\x01\uFFFD字", "坏字"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *text = duban_str_to_utf8(arena, duban_essence(of(pairs[i][0]), arena));
        assert_string_equal(text, pairs[i][1]);
    }
    assert_true(duban_str_contains(of("一二三"), of("二三")));
    assert_true(duban_str_contains(of("一二三"), of("")));
    assert_false(duban_str_contains(of("一二三"), of("三一")));
    assert_false(duban_str_contains(of("一"), of("一二")));
}

static void marks_between_are_passed_over(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *text;
        bool markup, holds;
    } cases[] = {
        {"一二", "一二", false, true},
        {"一<b>二</b>三", "一二三", false, true},
        {"见[通知](http://a.cn/x_(1).html)。", "见通知。", false, true},
        {"见![图](a.png)", "见图", false, true},
        {"~~一~~_二_", "一二", false, true},
        {"浓度<1", "浓度1", false, false},
        {"浓度<1", "浓度1", true, true},
        {"一二三", "一三", false, false},
        {"一", "一二", false, false},
        {"一二", "一", false, false},
        {"[2021]3号", "2021]3号", false, false},
        {"", "", false, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(
            duban_essence_holds(of(cases[i].bytes), of(cases[i].text), cases[i].markup),
            cases[i].holds);
    }
}

static void bytes_are_decoded_by_their_charset(void **state) {
    (void)state;
    duban_str text =
        duban_essence_decode((const unsigned char *)"\xD2\xBB\xE9\x46", 4, "GB18030", arena);
    assert_string_equal(duban_str_to_utf8(arena, text), "一镕");
    text = duban_essence_decode((const unsigned char *)"x", 1, "no such charset", arena);
    assert_int_equal(text.length, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_count_lines_and_characters),
        cmocka_unit_test(markup_gives_its_text),
        cmocka_unit_test(the_essence_is_what_readers_compare),
        cmocka_unit_test(marks_between_are_passed_over),
        cmocka_unit_test(bytes_are_decoded_by_their_charset),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
