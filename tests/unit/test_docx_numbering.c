/* DOCX: numbers as Word counts and prints them. */
#include "ingest/docx/number.h"
#include "tests/unit/docx_markup.h"

#define WITH(level, format, text, more)                                                            \
    "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/>" more      \
    "<w:lvlText w:val=\"" text "\"/></w:lvl>"
#define DEFINITION(id, content)                                                                    \
    "<w:abstractNum w:abstractNumId=\"" id "\">" content "</w:abstractNum>"
#define INSTANCE(id, definition, more)                                                             \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" definition "\"/>" more "</w:num>"
#define OVERRIDE(level, content) "<w:lvlOverride w:ilvl=\"" level "\">" content "</w:lvlOverride>"

/* lvlRestart, isLgl, suff, a level without text, an overridden level, a link to a list style. */
static void numbering_is_counted_as_word_counts(void **state) {
    (void)state;
#define CLOSED "<w:suff w:val=\"nothing\"/>"
    static const char numbers[] = "<w:numbering " W ">" DEFINITION(
        "1",
        WITH("0", "chineseCounting", "第%1章",
             "<w:suff w:val=\"space\"/>") WITH("1", "decimal", "%1.%2", "<w:isLgl/>")
            WITH("2", "decimal", "%3)", "<w:lvlRestart w:val=\"0\"/>" CLOSED) WITH(
                "3", "decimal", "(%4)",
                "<w:lvlRestart w:val=\"1\"/>" CLOSED) "<w:lvl w:ilvl=\"4\"><w:lvlText/></w:lvl>")
        DEFINITION("2", "<w:styleLink w:val=\"list\"/>" WITH("0", "upperLetter", "%1、", CLOSED))
            DEFINITION("3", "<w:numStyleLink w:val=\"list\"/>") INSTANCE("1", "1", "")
                INSTANCE("2", "3", "")
                    INSTANCE("3", "1",
                             OVERRIDE("0", "<w:startOverride w:val=\"9\"/>" WITH(
                                               "0", "lowerRoman", "%1-", CLOSED))) "</w:numbering>";
    reading r = read_parts(
        BODY(P(NUM("1", "0"), "甲") P(NUM("1", "1"), "乙") P(NUM("1", "2"), "丙")
                 P(NUM("1", "3"), "丁") P(NUM("1", "1"), "戊") P(NUM("1", "2"), "己")
                     P(NUM("1", "3"), "庚") P(NUM("1", "0"), "辛") P(NUM("1", "3"), "壬")
                         P(NUM("1", "4"), "癸") P(NUM("2", "0"), "子") P(NUM("2", "0"), "丑")
                             P(NUM("3", "0"), "寅") P(NUM("1", "0"), "卯") P(NUM("9", "0"), "辰")
                                 P(NUM("1", "77"), "巳")),
        numbers, "<w:styles " W "/>");
    static const char *const lines[] = {
        "第一章 甲", "1.1 乙", "1)丙",  "(1)丁", "1.2 戊", "2)己",      "(2)庚", "第二章 辛",
        "(1)壬",     "癸",     "A、子", "B、丑", "ix-寅",  "第十章 卯", "辰",    "巳"};
    expect_lines(&r, lines, sizeof lines / sizeof *lines);
    duban_arena_free(r.arena);
}

static void number_formats(void **state) {
    (void)state;
    static const struct {
        const char *format;
        long number;
        const char *text;
    } rows[] = {
        {"chineseCounting", 10, "十"},
        {"chineseCountingThousand", 21, "二十一"},
        {"chineseLegalSimplified", 3, "叁"},
        {"chineseLegalSimplified", 12, "壹拾贰"},
        {"ideographLegalTraditional", 20, "貳拾"},
        {"taiwaneseCounting", 101, "一百零一"},
        {"ideographZodiac", 3, "寅"},
        {"decimalEnclosedParen", 2, "⑵"},
        {"ideographDigital", 12, "一二"},
        {"ideographTraditional", 4, "丁"},
        {"japaneseCounting", 100, "一百"},
        {"decimalEnclosedCircle", 3, "③"},
        {"decimalFullWidth", 12, "１２"},
        {"decimalEnclosedCircle", 25, "25"},
        {"upperRoman", 4, "IV"},
        {"lowerLetter", 27, "aa"},
        {"nobody knows", 7, "7"},
        {"ideographEnclosedCircle", 2, "㊁"},
    };
    duban_arena *arena = duban_arena_new(1 << 20);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(
            duban_str_to_utf8(arena, duban_docx_number(arena, rows[i].format, rows[i].number)),
            rows[i].text);
    duban_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbering_is_counted_as_word_counts),
        cmocka_unit_test(number_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
