/* DOCX: automatic numbering as printed, tracked changes, tables, places in the part. */
#include "ingest/docx/number.h"
#include "tests/unit/document_fixture.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define BODY(inner) "<w:document " W "><w:body>" inner "</w:body></w:document>"
#define P(properties, text) "<w:p><w:pPr>" properties "</w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUM(id, level) "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id "\"/></w:numPr>"
#define LEVEL(level, format, text)                                                                 \
    "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/>"           \
    "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"

static const char numbering[] = "<w:numbering " W "><w:abstractNum w:abstractNumId=\"7\">" LEVEL(
    "0", "chineseCounting", "%1、") LEVEL("1", "japaneseCounting", "（%2）")
    LEVEL("2", "decimal",
          "%3.") "</w:abstractNum>"
                 "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
                 "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">"
                 "<w:startOverride w:val=\"11\"/></w:lvlOverride></w:num></w:numbering>";

static const char styles[] = "<w:styles " W "><w:style w:styleId=\"base\"><w:pPr>" NUM(
    "1", "1") "</w:pPr></w:style>"
              "<w:style w:styleId=\"item\"><w:basedOn w:val=\"base\"/></w:style></w:styles>";

static reading read_docx(const char *document) {
    const zip_member members[] = {{"word/numbering.xml", numbering},
                                  {"word/styles.xml", styles},
                                  {"word/document.xml", document}};
    return read_package("a.docx", members, sizeof members / sizeof *members);
}

static void labels_are_printed_as_word_prints_them(void **state) {
    (void)state;
    reading r =
        read_docx(BODY(P(NUM("1", "0"), "总体要求") P(NUM("1", "1"), "指导思想")
                           P("<w:pStyle w:val=\"item\"/>", "基本原则") P(NUM("1", "2"), "统筹")
                               P(NUM("1", "0"), "任务") P(NUM("1", "1"), "改革")
                                   P(NUM("2", "0"), "保障") P("", "附则")));
    static const char *const lines[] = {
        "一、总体要求", "（一）指导思想", "（二）基本原则", "1.统筹",
        "二、任务",     "（一）改革",     "十一、保障",     "附则"};
    for (uint32_t i = 0; i < 8; i++) expect_line(&r, i, lines[i]);
    duban_arena_free(r.arena);
}

static void tracked_changes_are_taken_as_accepted(void **state) {
    (void)state;
    reading r = read_docx(
        BODY("<w:p><w:r><w:t>建成</w:t></w:r><w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
             "<w:ins><w:r><w:t>五</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
             "<w:r><w:t>家</w:t></w:r></w:p>"));
    expect_line(&r, 0, "建成五家");
    assert_int_equal(r.document->block_count, 1);
    duban_arena_free(r.arena);
}

static void a_text_box_follows_its_paragraph(void **state) {
    (void)state;
    reading r = read_docx(BODY(
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><w:drawing><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r>"
        "</w:p></w:txbxContent></w:drawing></w:r><w:r><w:t>后</w:t></w:r></w:p>"));
    expect_line(&r, 0, "前后");
    expect_line(&r, 1, "框");
    duban_arena_free(r.arena);
}

#define TC(properties, text) "<w:tc><w:tcPr>" properties "</w:tcPr>" P("", text) "</w:tc>"

static void merged_cells_span(void **state) {
    (void)state;
    reading r = read_docx(BODY("<w:tbl><w:tr>" TC("<w:vMerge w:val=\"restart\"/>", "甲") TC(
        "<w:gridSpan w:val=\"2\"/>", "乙") TC("", "丙") "</w:tr><w:tr>" TC("<w:vMerge/>", "")
                                   TC("", "丁") "</w:tr></w:tbl>"));
    static const struct {
        const char *text;
        uint32_t row, column;
        uint16_t row_span, column_span;
    } cells[] = {{"甲", 1, 1, 2, 1}, {"乙", 1, 2, 1, 2}, {"丙", 1, 4, 1, 1}, {"丁", 2, 2, 1, 1}};
    for (uint32_t i = 0; i < 4; i++) {
        expect_line(&r, i, cells[i].text);
        const duban_block *b = &r.document->blocks[i];
        assert_int_equal(b->row, cells[i].row);
        assert_int_equal(b->column, cells[i].column);
        assert_int_equal(b->row_span, cells[i].row_span);
        assert_int_equal(b->column_span, cells[i].column_span);
    }
    duban_arena_free(r.arena);
}

static void places_are_bytes_of_the_part(void **state) {
    (void)state;
    static const char document[] = BODY(P("", "投入&lt;5亿元"));
    reading r = read_docx(document);
    expect_line(&r, 0, "投入<5亿元");
    const duban_document *d = r.document;
    assert_string_equal(d->parts[d->blocks[0].part], "word/document.xml");
    assert_memory_equal(document + d->src[0], "投", d->width[0]);
    assert_memory_equal(document + d->src[2], "&lt;", d->width[2]);
    assert_int_equal(d->width[2], 4);
    assert_memory_equal(document + d->src[5], "元", d->width[5]);
    duban_arena_free(r.arena);
}

static void a_document_type_declaration_is_refused(void **state) {
    (void)state;
    reading r =
        read_docx("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" BODY(P("", "正文")));
    assert_int_equal(r.status, DUBAN_BAD_XML);
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
        cmocka_unit_test(labels_are_printed_as_word_prints_them),
        cmocka_unit_test(tracked_changes_are_taken_as_accepted),
        cmocka_unit_test(a_text_box_follows_its_paragraph),
        cmocka_unit_test(merged_cells_span),
        cmocka_unit_test(places_are_bytes_of_the_part),
        cmocka_unit_test(a_document_type_declaration_is_refused),
        cmocka_unit_test(number_formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
