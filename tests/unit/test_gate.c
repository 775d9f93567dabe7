/* The gate: the literals that patterns need, and that it never changes an answer. */
#include "rules_fixture.h"

#include "base/file.h"
#include "extract/engine/pattern_analysis.h"
#include "ingest/fold.h"

static const struct {
    const char16_t *pattern;
    const char *needed; /* "-" for unknown */
} analyses[] = {
    {u"abc", "abc"},
    {u"a b # c", "ab#c"}, /* comments are gone before */
    {u"ab|cd", "ab cd"},
    {u"ab|c*", "-"},
    {u"市(?:公安|司法)局", "市公安局 市司法局"},
    {u"市(?'name'公安|司法)?局", "市公安局 市司法局 市局"},
    {u"市 .* 公安局", "公安局"},
    {u"x+公", "x"},
    {u"(?:abcd)+ x*", "abcd"},
    {u"(?:abcd){2,3}", "abcd"},
    {u"(?:abcd){0,3} 公安", "公安"},
    {u"[公司]法", "公法 司法"},
    {u"[^公司]法律", "法律"},
    {u"[〇-九]月", "月"},
    {u"[a-c]月", "a月 b月 c月"},
    {u"[[:alpha:]]法律", "法律"},
    {u"[[:]法", ":法 [法"},
    {u"[\\Qab\\E]法律", "法律"},
    {u"\\d+年", "年"},
    {u"\\p{Han}{2}公安", "公安"},
    {u"\\x{516C}安", "公安"},
    {u"\\x{20000}安", "𠀀安"},
    {u"(?=公安)司法", "司法"},
    {u"(?<!公安)司法", "司法"},
    {u"\\G公安$", "公安"},
    {u"\\(公\\)", "(公)"},
    {u"a{,3}公安", "-"},
    {u"(?i)abcd", "-"},
    {u"(?'name'ab)\\1公安", "-"},
    {u"\\N{U+41}公安", "-"},
    {u"abcdefghijkl|abcdefghi", "abcdefgh"},
    {u"市|市政府", "市"},
    {u"\\w", "-"},
    {u"[0-9]", "0 1 2 3 4 5 6 7 8 9"},
};

static void patterns_need_these_literals(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new((size_t)1 << 26);
    for (size_t i = 0; i < sizeof analyses / sizeof *analyses; i++) {
        uint32_t length = 0;
        while (analyses[i].pattern[length]) length++;
        duban_str pattern = {analyses[i].pattern, length};
        duban_literals set = duban_pattern_analyse(arena, pattern).needed;
        const char *text = set.known ? "" : "-";
        for (uint32_t k = 0; set.known && k < set.count; k++)
            text = duban_arena_printf(arena, "%s%s%s", text, k ? " " : "",
                                      duban_str_to_utf8(arena, set.items[k]));
        assert_string_equal(text, analyses[i].needed);
    }
    duban_arena_free(arena);
}

static const struct {
    const char16_t *pattern;
    bool nested, open;
} shapes[] = {
    {u"(?:\\w+,?)+", true, true},        {u"(?:\\w++,?)+", false, true},
    {u"(?:[^,]+,)+", false, true},       {u"\\((?:[^,)]+,)+", false, false},
    {u"x(?:a*)*y", true, false},         {u"x(?:a|b+)+y", true, false},
    {u"x(?:(?:a+))+y", true, false},     {u"x(?>a+)+y", false, false},
    {u"x(?:a{1,3})+y", false, false},    {u"x(?:ab+)+y", false, false},
    {u"[^。]*到期", false, true},        {u"(?'name'.+)到期", false, true},
    {u"(?:甲|[^。]+)到期", false, true}, {u"[^。]{0,20}到期", false, false},
    {u"\\G[^。]*到期", false, false},    {u"(?<=:)[^。]*到期", false, false},
    {u"[0-9]+年", false, false},         {u"甲?[^。]*到期", false, true},
};

static void slow_shapes_are_told(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new((size_t)1 << 26);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        uint32_t length = 0;
        while (shapes[i].pattern[length]) length++;
        duban_pattern_analysis a =
            duban_pattern_analyse(arena, (duban_str){shapes[i].pattern, length});
        if (a.nested_loop != shapes[i].nested || a.open_beginning != shapes[i].open)
            fail_msg("row %zu: nested %d, open %d", i, a.nested_loop, a.open_beginning);
    }
    duban_arena_free(arena);
}

static uint32_t seed;
static uint32_t draw(uint32_t below) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* Appends a random pattern over a small alphabet. */
static void put_random(char *out, size_t size, int depth) {
    static const char *const atoms[] = {"a",     "b",     "市",     "县",        "[ab]", "[^a]",
                                        ".",     "\\d",   "[a-c]",  "\\x{5E02}", "\\(",  "市县",
                                        "(?=a)", "(?!b)", "(?<=a)", "(?:\\b)",   "1",    "[市县]"};
    static const char *const marks[] = {"", "", "", "", "?", "+", "*", "{2}", "{1,2}", "+?", "??"};
    uint32_t parts = 1 + draw(3);
    for (uint32_t i = 0; i < parts; i++) {
        if (depth && draw(3) == 0) {
            strncat(out, "(?:", size - strlen(out) - 1);
            put_random(out, size, depth - 1);
            strncat(out, "|", size - strlen(out) - 1);
            put_random(out, size, depth - 1);
            strncat(out, ")", size - strlen(out) - 1);
        } else {
            strncat(out, atoms[draw(18)], size - strlen(out) - 1);
        }
        strncat(out, marks[draw(11)], size - strlen(out) - 1);
    }
}

static void write_random_rules(folder *f) {
    char *text = duban_arena_alloc(f->arena, 1 << 18), pattern[4000];
    strcpy(text, "<rules xmlns='urn:duban:rules:1'>");
    for (int i = 0; i < 30; i++) {
        pattern[0] = '\0';
        put_random(pattern, sizeof pattern, 2);
        sprintf(text + strlen(text),
                "<rule id='r%d' kind='name' title='t'><why>w</why><pattern><![CDATA[(?:%s)[ab市]"
                "]]></pattern><example>x</example></rule>\n",
                i, pattern);
    }
    strcat(text, "</rules>");
    folder_write(f, "a.xml", text);
}

static bool same_matches(duban_matches a, duban_matches b) {
    if (a.count != b.count) return false;
    for (uint32_t i = 0; i < a.count; i++)
        if (a.items[i].rule != b.items[i].rule ||
            memcmp(&a.items[i].span, &b.items[i].span, sizeof(duban_span)) != 0)
            return false;
    return true;
}

static void compare(duban_matcher *m, duban_rule_kind kind, duban_span span) {
    duban_match x, y;
    duban_matches gated = duban_match_all(m, kind, span);
    bool here = duban_match_here(m, kind, span, &x);
    duban_matcher_set_gated(m, false);
    duban_matches free_run = duban_match_all(m, kind, span);
    assert_true(same_matches(gated, free_run));
    assert_int_equal(here, duban_match_here(m, kind, span, &y));
    if (here) assert_ptr_equal(x.rule, y.rule);
    duban_matcher_set_gated(m, true);
}

static void random_patterns_match_the_same_behind_the_gate(void **state) {
    (void)state;
    static const char16_t alphabet[] = u"abc市县1( 局";
    for (seed = 1; seed < 30; seed++) {
        uint32_t kept = seed;
        folder f = folder_new();
        write_random_rules(&f);
        duban_rules *rules = duban_rules_load(f.path, &f.diags);
        print_diags(rules ? &(duban_diags){0} : &f.diags);
        assert_non_null(rules);
        duban_matcher *m = duban_matcher_new(rules, f.arena, NULL);
        char16_t text[64];
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 64; i++) text[i] = alphabet[draw(9)];
            duban_matcher_set(m, text, 64);
            compare(m, DUBAN_RULE_NAME, (duban_span){0, 64});
            uint32_t start = draw(60);
            compare(m, DUBAN_RULE_NAME, (duban_span){start, start + 1 + draw(64 - start)});
        }
        duban_rules_free(rules);
        folder_free(&f);
        seed = kept;
    }
}

static void compare_on_file(const duban_rules *rules, const char *name) {
    duban_arena *arena = duban_arena_new((size_t)1 << 30);
    char path[400];
    snprintf(path, sizeof path, "%s/corpus/%s", DUBAN_SOURCE_DIR, name);
    duban_file file;
    assert_int_equal(duban_file_read(path, 1 << 24, &file), DUBAN_OK);
    duban_str text = duban_str_from_utf8(arena, (const char *)file.bytes, file.length);
    text = duban_fold_str(arena, text);
    duban_matcher *m = duban_matcher_new(rules, arena, NULL);
    duban_matcher_set(m, text.units, text.length);
    for (duban_rule_kind kind = 0; kind < DUBAN_RULE_KIND_COUNT; kind++)
        for (uint32_t start = 0, end; start < text.length; start = end + 1) {
            for (end = start; end < text.length && text.units[end] != '\n';) end++;
            compare(m, kind, (duban_span){start, end});
        }
    duban_file_free(&file);
    duban_arena_free(arena);
}

static void the_rules_match_the_same_behind_the_gate(void **state) {
    (void)state;
    static const char *const names[] = {"gansu.txt", "hainan.txt", "hebi.txt", "liuyang.txt",
                                        "xinyang.md"};
    duban_rules *rules = duban_rules_load(DUBAN_RULES_DIR, NULL);
    assert_non_null(rules);
    for (size_t i = 0; i < 5; i++) compare_on_file(rules, names[i]);
    duban_rules_free(rules);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_need_these_literals),
        cmocka_unit_test(slow_shapes_are_told),
        cmocka_unit_test(random_patterns_match_the_same_behind_the_gate),
        cmocka_unit_test(the_rules_match_the_same_behind_the_gate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
