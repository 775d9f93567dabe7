/* DOCX: automatic numbering as printed, tracked changes, tables, places in the part. */
#include "tests/unit/docx_markup.h"

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

static reading read_docx(const char *document) { return read_parts(document, numbering, styles); }

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

/* Strict namespaces, and a main part with a number in its name. */
static void other_spellings_of_the_package_are_read(void **state) {
    (void)state;
    static const zip_member members[] = {
        {"word/document2.xml",
         "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">"
         "<w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>"}};
    reading r = read_package("a.docx", members, 1);
    expect_line(&r, 0, "严格");
    assert_string_equal(r.document->parts[r.document->blocks[0].part], "word/document2.xml");
    duban_arena_free(r.arena);
}

/* A row that begins further to the right; a table in a cell is one of its own. */
static void rows_and_tables_in_cells_keep_their_places(void **state) {
    (void)state;
#define TC0(inner) "<w:tc>" inner "</w:tc>"
    reading r = read_docx(BODY("<w:tbl><w:tr>" TC0(P("", "甲")) TC0(
        P("", "乙")) "</w:tr><w:tr><w:trPr>"
                     "<w:gridBefore w:val=\"1\"/></w:trPr>" TC0(P("", "丙") "<w:tbl><w:tr>" TC0(
                         P("", "内")) "</w:tr></w:tbl>" P("", "丁")) "</w:tr></w:tbl>"));
    static const struct {
        const char *text;
        uint32_t table, row, column;
    } cells[] = {
        {"甲", 1, 1, 1}, {"乙", 1, 1, 2}, {"丙", 1, 2, 2}, {"内", 2, 1, 1}, {"丁", 1, 2, 2}};
    for (uint32_t i = 0; i < 5; i++) {
        expect_line(&r, i, cells[i].text);
        assert_int_equal(r.document->blocks[i].table, cells[i].table);
        assert_int_equal(r.document->blocks[i].row, cells[i].row);
        assert_int_equal(r.document->blocks[i].column, cells[i].column);
    }
    duban_arena_free(r.arena);
}

/* A deleted paragraph mark joins two paragraphs; what is wholly deleted is not counted. */
static void deleted_marks_join_paragraphs(void **state) {
    (void)state;
#define MARKED(change, runs)                                                                       \
    "<w:p><w:pPr>" NUM("1", "0") "<w:rPr><w:" change "/></w:rPr></w:pPr>" runs "</w:p>"
    reading r = read_docx(BODY(
        MARKED("ins", R("甲")) MARKED("del", "<w:del><w:r><w:delText>去</w:delText></w:r></w:del>")
            MARKED("del", R("乙前")) P(NUM("1", "0"), "乙后")
                MARKED("moveFrom", "<w:moveFrom>" R("移") "</w:moveFrom>") P(NUM("1", "0"), "丙")
                    MARKED("del", R("丁")) "<w:tbl><w:tr><w:tc>" P(
                        "", "格") "</w:tc></w:tr></w:tbl>"
                                  "<w:p><w:moveTo>" R("移") "</w:moveTo></w:p>"));
    static const char *const lines[] = {"一、甲", "二、乙前乙后", "三、丙", "四、丁", "格", "移"};
    expect_lines(&r, lines, 6);
    duban_arena_free(r.arena);
}

/* What Word prints of runs: not hidden text, the results of fields, symbols, links, controls. */
static void runs_are_read_as_printed(void **state) {
    (void)state;
#define HIDDEN(value) "<w:r><w:rPr><w:vanish" value "/></w:rPr><w:t>藏</w:t></w:r>"
#define FIELD(code, result)                                                                        \
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>" code                       \
    "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" R(                    \
        result) "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
#define SYM(font, number) "<w:r><w:sym w:font=\"" font "\" w:char=\"" number "\"/></w:r>"
    reading r =
        read_docx(BODY("<w:p>" R("前") HIDDEN("") HIDDEN(" w:val=\"false\"") R(
            "后") "</w:p>"
                  "<w:p>" R("见第") FIELD("REF a", "三") R("条") "<w:fldSimple w:instr=\"PAGE\">" R(
                      "5") "</w:fldSimple></w:p>"
                           "<w:p>" R("比率") SYM("Symbol", "F0B3") R("95%") SYM("Wingdings", "F0A8")
                               SYM("宋体", "25CB") SYM(
                                   "Webdings",
                                   "F041") "</w:p>"
                                           "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></"
                                           "w:sdtPr><w:sdtContent><w:p><w:hyperlink>" R(
                                               "控件") "</w:hyperlink>"
                                                       "<w:sdt><w:sdtContent>" R(
                                                           "内") "</w:sdtContent></w:sdt></w:p></"
                                                                 "w:sdtContent></w:sdt>"));
    static const char *const lines[] = {"前藏后", "见第三条5", "比率≥95%□○", "控件内"};
    expect_lines(&r, lines, 4);
    duban_raw_span s = r.document->blocks[2].span;
    assert_int_equal(r.document->width[s.start + 2],
                     sizeof "<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/>" - 1);
    duban_arena_free(r.arena);
}

/* A break before all text leaves the label where it is; an empty paragraph has a number too. */
static void breaks_and_empty_paragraphs_keep_the_count(void **state) {
    (void)state;
    reading r = read_docx(BODY(P(NUM("1", "0"), "甲") "<w:p><w:pPr>" NUM(
        "1",
        "0") "</w:pPr><w:r><w:br w:type=\"page\"/></w:r>" R("乙") "<w:r><w:br/><w:t>续</"
                                                                  "w:t></w:r></w:p>"
                                                                  "<w:p><w:pPr>" NUM(
                                                                      "1",
                                                                      "0") "</w:pPr></"
                                                                           "w:p>" P(NUM("1", "0"),
                                                                                    "丁")));
    static const char *const lines[] = {"一、甲", "", "二、乙", "续", "四、丁"};
    expect_lines(&r, lines, 5);
    assert_int_equal(r.document->blocks[1].kind, DUBAN_BLOCK_RULE);
    duban_arena_free(r.arena);
}

#define CHOICE(text)                                                                               \
    "<mc:AlternateContent "                                                                        \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"                    \
    "<mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent><w:p>" R(                               \
        text) "</w:p></w:txbxContent></w:drawing></"                                               \
              "mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>" R(text) "</w:p></"             \
                                                                            "w:txbxContent></"     \
                                                                            "w:pict></"            \
                                                                            "mc:Fallback></"       \
                                                                            "mc:AlternateContent>"

/* The text of a run goes on behind the text box that it holds. */
static void a_text_box_is_read_once(void **state) {
    (void)state;
    reading r = read_docx(BODY(
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>前</w:t>" CHOICE("框") "<w:t>后</w:t></w:r></w:p>"));
    static const char *const lines[] = {"前后", "框"};
    expect_lines(&r, lines, 2);
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

/* How a word is said, cells merged as Word 97 does, a style that a level of numbering names. */
static void older_and_rarer_markup_is_read(void **state) {
    (void)state;
#define HMERGE(value) "<w:tc><w:tcPr><w:hMerge w:val=\"" value "\"/></w:tcPr>"
    static const char numbers[] = "<w:numbering " W "><w:abstractNum w:abstractNumId=\"7\">" LEVEL(
        "0", "chineseCounting", "%1、") "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/>"
                                        "<w:pStyle w:val=\"two\"/><w:suff w:val=\"nothing\"/>"
                                        "<w:lvlText w:val=\"(%2)\"/></w:lvl></w:abstractNum>"
                                        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/>"
                                        "</w:num></w:numbering>";
    static const char named[] =
        "<w:styles " W "><w:style w:styleId=\"two\"><w:pPr><w:numPr><w:numId w:val=\"1\"/>"
        "</w:numPr></w:pPr></w:style><w:style w:styleId=\"own\"><w:basedOn w:val=\"two\"/>"
        "</w:style></w:styles>";
    reading r = read_parts(
        BODY(P(NUM("1", "0"), "甲") P("<w:pStyle w:val=\"own\"/>", "乙")
                 P("<w:pStyle w:val=\"own\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
                   "丙") "<w:p><w:r><w:ruby><w:rt><w:r><w:t>dian</w:t></w:r></"
                         "w:rt><w:rubyBase><w:r><w:t>典"
                         "</w:t></w:r></w:rubyBase></w:ruby></w:r>" R(
                             "型") "</w:p><w:tbl><w:tr>" HMERGE("restart")
                             P("", "头") "</w:tc>" HMERGE("continue") "<w:p/></w:tc><w:tc>" P(
                                 "", "尾") "</w:tc></w:tr></w:tbl>"),
        numbers, named);
    static const char *const lines[] = {"一、甲", "(1)乙", "丙", "典型", "头", "尾"};
    expect_lines(&r, lines, 6);
    assert_int_equal(r.document->blocks[4].column_span, 2);
    assert_int_equal(r.document->blocks[5].column, 3);
    duban_arena_free(r.arena);
}

/* Entries are the result of a field, or have the style of one; what the field's end stands in is
 * text again. */
static void a_table_of_contents_is_aside(void **state) {
    (void)state;
#define MARK(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
    static const char named[] =
        "<w:styles " W "><w:style w:styleId=\"11\"><w:name w:val=\"TOC 1\"/>"
        "</w:style></w:styles>";
    reading r = read_parts(
        BODY("<w:p>" R("目录") "</w:p><w:p>" MARK(
            "begin") "<w:r><w:instrText> TOC </w:instrText></w:r>" MARK("separate") R("甲")
                 FIELD("PAGEREF a", "1") "</w:p><w:p>" R("乙")
                     FIELD("PAGEREF b", "2") "</w:p><w:p>" MARK("end") R("前言") "</w:p>" P(
                         "<w:pStyle w:val=\"11\"/>", "丙 3") "<w:p>" FIELD("TOCX", "丁") "</w:p>"),
        numbering, named);
    static const struct {
        const char *text;
        bool aside;
    } lines[] = {{"目录", false}, {"甲1", true},  {"乙2", true},
                 {"前言", false}, {"丙 3", true}, {"丁", false}};
    for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        expect_line(&r, i, lines[i].text);
        assert_int_equal(r.document->blocks[i].aside, lines[i].aside);
    }
    duban_arena_free(r.arena);
    r = read_docx(BODY("<w:p>" MARK("begin") "<w:r><w:instrText>TOC</w:instrText></w:r>" R(
        "甲") "</w:p>" P("", "乙")));
    for (uint32_t i = 0; i < 2; i++) assert_false(r.document->blocks[i].aside);
    duban_arena_free(r.arena);
}

/* Bold may be a paragraph style's, a character style's, or taken back by the run. */
static void styles_make_bold(void **state) {
    (void)state;
    static const char named[] =
        "<w:styles " W "><w:style w:styleId=\"base\"><w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:styleId=\"head\"><w:basedOn w:val=\"base\"/></w:style>"
        "<w:style w:styleId=\"plain\"><w:rPr><w:b w:val=\"0\"/></w:rPr></w:style></w:styles>";
#define STYLED(style, text)                                                                        \
    "<w:r><w:rPr><w:rStyle w:val=\"" style "\"/></w:rPr><w:t>" text "</w:t></w:r>"
    reading r = read_parts(
        BODY(P("<w:pStyle w:val=\"head\"/>",
               "甲") "<w:p><w:pPr><w:pStyle "
                     "w:val=\"head\"/></w:pPr>" STYLED("plain", "乙") "</w:p><w:p>" STYLED(
                         "base", "丙") "</"
                                       "w:p><w:"
                                       "p>" R("丁") "</w:p>"),
        numbering, named);
    static const bool bold[] = {true, false, true, false};
    for (uint32_t i = 0; i < 4; i++) assert_int_equal(r.document->blocks[i].bold, bold[i]);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_are_printed_as_word_prints_them),
        cmocka_unit_test(tracked_changes_are_taken_as_accepted),
        cmocka_unit_test(other_spellings_of_the_package_are_read),
        cmocka_unit_test(rows_and_tables_in_cells_keep_their_places),
        cmocka_unit_test(deleted_marks_join_paragraphs),
        cmocka_unit_test(runs_are_read_as_printed),
        cmocka_unit_test(breaks_and_empty_paragraphs_keep_the_count),
        cmocka_unit_test(a_text_box_is_read_once),
        cmocka_unit_test(a_text_box_follows_its_paragraph),
        cmocka_unit_test(merged_cells_span),
        cmocka_unit_test(places_are_bytes_of_the_part),
        cmocka_unit_test(a_document_type_declaration_is_refused),
        cmocka_unit_test(older_and_rarer_markup_is_read),
        cmocka_unit_test(a_table_of_contents_is_aside),
        cmocka_unit_test(styles_make_bold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
