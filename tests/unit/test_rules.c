/* The rule loader: what is refused and why, macros, vocabularies. */
#include "rules_fixture.h"

#include "base/file.h"

static const struct {
    const char *rules, *vocab, *words;
    uint32_t line;
} refused[] = {
    {"<rules", NULL, "", 1},
    {RULES("<nonsense/>"), NULL, "nonsense", 1},
    {"<!DOCTYPE r [<!ENTITY a 'b'>]>" RULES(""), NULL, "DOCTYPE", 1},
    {RULES("\n<rule id='a' kind='name' title='t'><why> </why><pattern>x</pattern>"
           "<example>x</example></rule>"),
     NULL, "why", 2},
    {RULES("<rule id='a' kind='name' title=''><why>w</why><pattern>x</pattern>"
           "<example>x</example></rule>"),
     NULL, "rule failed to validate attributes", 1},
    {RULES("<rule id='a' kind='name' title='t'><why>w</why><pattern>x</pattern></rule>"), NULL,
     "Expecting an element", 1},
    {RULES(RULE("a", "x", "x") RULE("a", "y", "y")), NULL, "'a' stands in", 2},
    {RULES("<rule id='a' kind='nothing' title='t'><why>w</why><pattern>x</pattern>"
           "<example>x</example></rule>"),
     NULL, "no kind 'nothing'", 1},
    {RULES(RULE("a", "(?'other'x)", "x")), NULL, "no group 'other'", 1},
    {RULES("<rule id='a' kind='name' title='t'><why>w</why><set name='no' value='1'/>"
           "<pattern>x</pattern><example>x</example></rule>"),
     NULL, "no parameter 'no'", 1},
    {RULES("<rule id='a' kind='name' title='t'><why>w</why>"
           "<pattern>x</pattern><example no='1'>x</example></rule>"),
     NULL, "has no 'no'", 1},
    {RULES(RULE("a", "&{none}", "x")), NULL, "no macro 'none'", 1},
    {RULES(RULE("a", "&{none", "x")), NULL, "not closed", 1},
    {RULES(
         "<macro name='a'>&amp;{b}</macro><macro name='b'>&amp;{a}</macro>" RULE("a", "&{a}", "x")),
     NULL, "part of itself", 1},
    {RULES("<macro name='a'>x</macro>\n<macro name='a'>y</macro>"), NULL, "'a' stands in", 2},
    {RULES("<macro name='a'>[x</macro>" RULE("a", "&{a}", "x")), NULL, "opens or closes", 1},
    {RULES(RULE("a", "(x", "x")), NULL, "missing closing parenthesis", 1},
    {RULES(RULE("a", "x*", "x")), NULL, "nothing at all", 1},
    {RULES(RULE("a", "^", "x")), NULL, "nothing at all", 1},
    {RULES(RULE("a", "（x", "x")), NULL, "U+FF08", 1},
    {RULES(RULE("a", "&{vocab:none}", "x")), NULL, "no vocabulary 'none'", 1},
    {RULES(RULE("a", "&{vocab:v:c=2}", "x")), "w\tc\na\t1\n", "no word is chosen", 1},
    {RULES(RULE("a", "&{vocab:v:d=2}", "x")), "w\tc\na\t1\n", "no column", 1},
    {RULES(RULE("a", "[&{vocab:v}]", "x")), "w\nab\n", "more than one character", 1},
    {RULES(""), "w\tc\na\t1\t2\n", "3 fields", 2},
    {RULES(""), "w\na\n# comment\n\na\n", "'a' stands in line 2", 5},
    {RULES(""), "w\n（\n(\n", "stands in line 2", 3},
    {RULES(""), "w\tc\n\t1\n", "0 characters", 2},
    {RULES(""), "", "columns", 0},
};

static void broken_rules_are_refused_with_their_place(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        folder f = folder_new();
        assert_null(load_text(&f, refused[i].rules, refused[i].vocab));
        bool found = says(&f.diags, refused[i].words) && f.diags.items[0].line == refused[i].line;
        if (!found) print_diags(&f.diags);
        if (!found)
            fail_msg("row %zu: no finding says '%s' at line %u", i, refused[i].words,
                     refused[i].line);
        assert_int_equal(f.diags.items[0].severity, DUBAN_ERROR);
        folder_free(&f);
    }
}

static void what_the_schema_refuses_is_said_with_the_rule(void **state) {
    (void)state;
    folder f = folder_new();
    assert_null(
        load_text(&f, RULES("<rule id='a.b' kind='name' title='t'><why>w</why></rule>"), NULL));
    assert_string_equal(f.diags.items[0].rule, "a.b");
    folder_free(&f);
}

/* The table of kinds in rules/README.md is the one that the loader checks. */
static void the_readme_lists_the_kinds_as_they_are(void **state) {
    (void)state;
    duban_file file;
    assert_int_equal(duban_file_read(DUBAN_RULES_DIR "/README.md", 1 << 20, &file), DUBAN_OK);
    char *text = calloc(file.length + 1, 1);
    memcpy(text, file.bytes, file.length);
    for (duban_rule_kind kind = 0; kind < DUBAN_RULE_KIND_COUNT; kind++) {
        const duban_kind_facts *facts = duban_kind_facts_of(kind);
        const char *const lists[] = {facts->groups, facts->params, facts->fields};
        char row[80], cell[600];
        snprintf(row, sizeof row, "| `%s` |", facts->word);
        const char *at = strstr(text, row);
        if (!at) fail_msg("rules/README.md has no row for '%s'", facts->word);
        for (int i = 0; i < 3; i++) {
            cell[0] = '\0';
            for (const char *p = lists[i]; *p; p += strspn(p, " ")) {
                int length = (int)strcspn(p, " ");
                sprintf(cell + strlen(cell), " `%.*s`", length, p);
                p += length;
            }
            strcat(cell, " |");
            const char *found = strstr(at, cell);
            if (!found || found > strchr(at, '\n'))
                fail_msg("rules/README.md: the row for '%s' lacks '%s'", facts->word, cell);
        }
    }
    free(text);
    duban_file_free(&file);
}

static void a_folder_without_rules_is_refused(void **state) {
    (void)state;
    folder f = folder_new();
    assert_null(duban_rules_load(f.path, &f.diags));
    assert_true(says(&f.diags, "no rule file"));
    assert_null(duban_rules_load("/nowhere", &f.diags));
    assert_true(says(&f.diags, "no usable schema"));
    assert_null(duban_rules_load("/nowhere", NULL));
    folder_free(&f);
}

static const struct {
    const char *macros, *pattern, *expanded;
} expansions[] = {
    {"<macro name='d'>[0-9]|x</macro>", "a&{d}b", "a(?:[0-9]|x)b"},
    {"<macro name='d'>0-9</macro>", "[&{d}]", "[0-9]"},
    {"<macro name='d'>a&amp;{e}</macro><macro name='e'>[b]</macro>", "&{d}", "(?:a(?:[b]))"},
    {"<macro name='d'>a # comment &amp;{no}</macro>", "&{d}c", "(?:a )c"},
    {"", "^a$", "\\Ga$"},
    {"", "\\Aa\\z", "\\Ga$"},
    {"", "[^a]\\^[]^]\\[", "[^a]\\^[]^]\\["},
    {"", "(?#^)a\\Q^#\\E", "a\\Q^#\\E"},
    {"", "x[&{vocab:v:c=1}]", "x[bc]"},
    {"", "&{vocab:v}", "(?:ab(?:\\ d|[eg])?|[bc])"},
    {"", "&{vocab:v:c=2,3}", "(?:ab(?:\\ d|[eg])?)"},
};

static void macros_and_vocabularies_are_expanded(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof expansions / sizeof *expansions; i++) {
        folder f = folder_new();
        char text[600];
        snprintf(text, sizeof text, RULES("%s" RULE("r", "%s", "x")), expansions[i].macros,
                 expansions[i].pattern);
        duban_rules *rules =
            load_text(&f, text, "w\tc\nab d\t2\nb\t1\nabe\t2\nab\t3\nc\t1\nabg\t2\n");
        print_diags(&f.diags);
        assert_non_null(rules);
        duban_str pattern = duban_rules_pattern(rules, duban_rules_at(rules, 0));
        assert_string_equal(duban_str_to_utf8(f.arena, pattern), expansions[i].expanded);
        duban_rules_free(rules);
        folder_free(&f);
    }
}

static void a_vocabulary_answers(void **state) {
    (void)state;
    folder f = folder_new();
    duban_rules *rules = load_text(&f, RULES(""), "word\tkind\n市\ta\n市政府\tb\n县政府\n（\n");
    const duban_vocab *v = duban_rules_vocab(rules, "v");
    assert_non_null(v);
    assert_null(duban_rules_vocab(rules, "w"));
    assert_int_equal(duban_vocab_count(v), 4);
    assert_string_equal(duban_vocab_field(v, 1, "kind"), "b");
    assert_string_equal(duban_vocab_field(v, 2, "kind"), "");
    assert_string_equal(duban_vocab_field(v, 2, "none"), "");
    assert_true(duban_str_equal(duban_vocab_word(v, 3), (duban_str){u"(", 1}));
    uint32_t entry = 99;
    assert_int_equal(duban_vocab_longest(v, u"市政府办", 4, &entry), 3);
    assert_int_equal(entry, 1);
    assert_int_equal(duban_vocab_longest(v, u"市政办", 3, &entry), 1);
    assert_int_equal(entry, 0);
    assert_int_equal(duban_vocab_longest(v, u"省", 1, &entry), 0);
    assert_int_equal(duban_vocab_longest_end(v, u"某县政府", 4, &entry), 3);
    assert_int_equal(entry, 2);
    assert_int_equal(duban_vocab_longest_end(v, u"政府", 2, &entry), 0);
    duban_rules_free(rules);
    folder_free(&f);
}

static void a_rule_says_what_its_file_says(void **state) {
    (void)state;
    folder f = folder_new();
    duban_rules *rules =
        load_text(&f,
                  RULES("\n<rule id='a.b' kind='unit' title='T'><why>W <!-- c --></why>"
                        "<set name='trust' value='sure'/><pattern>(?'name' x )</pattern>"
                        "<example name='x'>a<m>x</m><q>12</q></example>"
                        "<counter-example why='no'>y</counter-example></rule>"),
                  NULL);
    print_diags(&f.diags);
    const duban_rule *rule = duban_rules_find(rules, "a.b");
    assert_ptr_equal(rule, duban_rules_at(rules, 0));
    assert_int_equal(duban_rules_count(rules), 1);
    assert_string_equal(rule->why, "W");
    assert_int_equal(rule->line, 2);
    assert_int_equal(rule->kind, DUBAN_RULE_UNIT);
    assert_string_equal(duban_rule_param(rule, "trust"), "sure");
    assert_null(duban_rule_param(rule, "none"));
    assert_string_equal(rule->group_names[0], "name");
    assert_int_equal(rule->example_count, 2);
    assert_int_equal(rule->examples[0].marked.start, 1);
    assert_int_equal(rule->examples[0].marked.end, 2);
    assert_int_equal(rule->examples[0].masks[0].span.end, 4);
    assert_string_equal(rule->examples[0].fields[0].value, "x");
    assert_true(rule->examples[1].counter);
    assert_string_equal(rule->examples[1].why, "no");
    assert_int_equal(strlen(duban_rules_version(rules)), 64);
    duban_rules_free(rules);
    folder_free(&f);
}

static void the_version_follows_every_byte(void **state) {
    (void)state;
    folder f = folder_new();
    char versions[3][65];
    const char *const vocabs[] = {"w\na\n", "w\nb\n", "w\na\n"};
    for (int i = 0; i < 3; i++) {
        duban_rules *rules = load_text(&f, RULES(""), vocabs[i]);
        strcpy(versions[i], duban_rules_version(rules));
        duban_rules_free(rules);
    }
    assert_string_not_equal(versions[0], versions[1]);
    assert_string_equal(versions[0], versions[2]);
    folder_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_rules_are_refused_with_their_place),
        cmocka_unit_test(what_the_schema_refuses_is_said_with_the_rule),
        cmocka_unit_test(the_readme_lists_the_kinds_as_they_are),
        cmocka_unit_test(a_folder_without_rules_is_refused),
        cmocka_unit_test(macros_and_vocabularies_are_expanded),
        cmocka_unit_test(a_vocabulary_answers),
        cmocka_unit_test(a_rule_says_what_its_file_says),
        cmocka_unit_test(the_version_follows_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
