/* OFD: reading order from places, deltas and transformations, templates, what cannot be read. */
#include "tests/unit/document_fixture.h"

#define O "xmlns:ofd=\"http://www.ofdspec.org/2016\""
#define PAGE(inner) "<ofd:Page " O ">" inner "</ofd:Page>"
#define LAYER(inner) "<ofd:Content><ofd:Layer>" inner "</ofd:Layer></ofd:Content>"
#define TEXT(box, code) "<ofd:TextObject Size=\"5\" Boundary=\"" box "\">" code "</ofd:TextObject>"
#define CODE(x, y, delta, text)                                                                    \
    "<ofd:TextCode X=\"" x "\" Y=\"" y "\" DeltaX=\"" delta "\">" text "</ofd:TextCode>"

static const char package[] = "<ofd:OFD " O "><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml"
                              "</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
static const char document[] =
    "<ofd:Document " O "><ofd:CommonData><ofd:TemplatePage ID=\"9\" BaseLoc=\"Tpls/T.xml\"/>"
    "</ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/1.xml\"/>"
    "<ofd:Page ID=\"2\" BaseLoc=\"/Doc_0/Pages/2.xml\"/></ofd:Pages></ofd:Document>";

static reading read_pages(const char *first, const char *second) {
    const zip_member members[] = {
        {"OFD.xml", package},
        {"Doc_0/Document.xml", document},
        {"Doc_0/Tpls/T.xml", PAGE(LAYER(TEXT("0 5 50 5", CODE("0", "5", "g 3 5", "某市文件"))))},
        {"Doc_0/Pages/1.xml", first},
        {"Doc_0/Pages/2.xml", second}};
    return read_package("a.ofd", members, sizeof members / sizeof *members);
}

static reading read_page(const char *content) { return read_pages(content, PAGE(LAYER(""))); }

static void places_make_the_order_not_the_file(void **state) {
    (void)state;
    reading r = read_pages(
        PAGE(
            LAYER(TEXT("20 60 90 5", CODE("0", "5", "5 5", "第三行"))
                      TEXT("45 40 50 5", CODE("0", "5", "g 2 5", "后半行")) "<ofd:PageBlock>" TEXT(
                          "30 40 50 5", CODE("0", "5", "g 2 5", "前半行"))
                          TEXT("20 20 90 5", CODE("0", "5", "15 5", "题目甲")) "</ofd:PageBlock>")),
        PAGE(LAYER(TEXT("20 20 90 5", CODE("0", "5", "g 1 5", "次页")))));
    expect_line(&r, 0, "题 目甲");
    expect_line(&r, 1, "前半行后半行");
    expect_line(&r, 2, "第三行");
    assert_int_equal(r.document->blocks[1].indent, 2);
    assert_int_equal(r.document->blocks[3].kind, DUBAN_BLOCK_RULE);
    expect_line(&r, 4, "次页");
    assert_string_equal(r.document->parts[r.document->blocks[4].part], "Doc_0/Pages/2.xml");
    duban_arena_free(r.arena);
}

static void a_transformation_moves_and_scales(void **state) {
    (void)state;
    reading r = read_pages(
        PAGE(LAYER("<ofd:TextObject Size=\"1\" CTM=\"5 0 0 5 0 0\" Boundary=\"40 40 50 9\">" CODE(
            "0", "1", "g 1 1", "右边") "</ofd:TextObject>" TEXT("30 40 50 5",
                                                                CODE("0", "5", "5", "左边")))),
        PAGE(LAYER("")));
    expect_line(&r, 0, "左边右边");
    duban_arena_free(r.arena);
}

static void a_template_stands_once_and_aside(void **state) {
    (void)state;
#define USES "<ofd:Template TemplateID=\"9\"/>"
    reading r = read_pages(PAGE(USES LAYER(TEXT("20 20 90 5", CODE("0", "5", "5", "甲")))),
                           PAGE(USES LAYER(TEXT("20 20 90 5", CODE("0", "5", "5", "乙")))));
    static const char *const lines[] = {"某市文件", "甲", "", "乙"};
    expect_lines(&r, lines, 4);
    assert_true(r.document->blocks[0].aside);
    assert_false(r.document->blocks[1].aside);
    duban_arena_free(r.arena);
}

/* Figures as wide as ideographs, a glyph an object: no spaces in numbers; columns are apart. */
static void evenly_spaced_glyphs_are_one_word(void **state) {
    (void)state;
    reading r = read_page(PAGE(LAYER(
        TEXT("20 20 90 5", CODE("0", "5", "g 5 5", "建成12家"))
            TEXT("20 30 90 5", CODE("0", "5", "", "1")) TEXT("25 30 90 5", CODE("0", "5", "", "2"))
                TEXT("30 30 90 5", CODE("0", "5", "", "3"))
                    TEXT("20 40 90 5", CODE("0", "5", "2.5 12 2.5 12", "60658"))
                        TEXT("20 50 90 5\" HScale=\"0.5", CODE("0", "5", "g 3 2.5", "小字小字")))));
    static const char *const lines[] = {"建成12家", "123", "60 65 8", "小字小字", ""};
    expect_lines(&r, lines, 5);
    duban_arena_free(r.arena);
}

static void a_turned_page_is_turned_back(void **state) {
    (void)state;
    reading r = read_page(
        PAGE(LAYER("<ofd:TextObject Size=\"5\" CTM=\"0 1 -1 0 0 0\" Boundary=\"90 20 9 90\">" CODE(
            "0", "0", "g 3 5",
            "第二行字") "</ofd:TextObject>"
                        "<ofd:TextObject Size=\"5\" CTM=\"0 1 -1 0 0 0\" Boundary=\"100 20 9 "
                        "90\">" CODE("0", "0", "g 3 5",
                                     "第一行字") "</ofd:TextObject>"
                                                 "<ofd:TextObject Size=\"5\" ReadDirection=\"90\" "
                                                 "Boundary=\"80 20 9 90\">"
                                                 "<ofd:TextCode X=\"0\" Y=\"0\" "
                                                 "DeltaY=\"5\">竖排</ofd:TextCode></ofd:TextObject>"
                                                 "<ofd:TextObject Size=\"9\" CTM=\"0.7 -0.7 0.7 "
                                                 "0.7 0 0\" Boundary=\"0 0 9 90\">" CODE(
                                                     "0", "0", "9",
                                                     "水印") "</ofd:TextObject>" TEXT("30 280 9 9",
                                                                                      CODE("0", "5",
                                                                                           "",
                                                                                           "1")))));
    static const char *const lines[] = {"第一行字", "第二行字", "竖排", "1", "水印", ""};
    expect_lines(&r, lines, 6);
    assert_true(r.document->blocks[4].aside);
    duban_arena_free(r.arena);
}

#define PATH(box, data)                                                                            \
    "<ofd:PathObject Boundary=\"" box "\"><ofd:AbbreviatedData>" data                              \
    "</ofd:AbbreviatedData></ofd:PathObject>"
#define AT(x, y, text) TEXT(x " " y " 90 5", CODE("0", "5", "", text))

/* A frame stroked as one path, lines as strokes and as thin bars; a cell over two rows, one over
 * two columns; text wrapped in a cell is one text, what stands around the table is not in it. */
static void ruled_tables_have_cells(void **state) {
    (void)state;
    reading r = read_page(PAGE(LAYER(
        PATH("20 30 120 60", "M 0 0 L 120 0 L 120 60 L 0 60 C") PATH("20 50 120 1", "M 0 0 L 120 0")
            PATH("60 70 80 0.3", "M 0 0 L 80 0 L 80 0.3 L 0 0.3 C")
                PATH("60 30 1 60", "M 0 0 L 0 60") PATH("100 50 1 40", "M 0 0 L 0 40")
                    AT("30", "20", "表一") AT("30", "35", "序号") AT("70", "35", "任务和单位")
                        AT("30", "65", "1") AT("62", "52", "加快建设示范") AT("62", "60", "区")
                            AT("102", "52", "市教育局") AT("62", "75", "丙") AT("102", "75", "丁")
                                AT("30", "95", "注：略"))));
    static const struct {
        const char *text;
        uint32_t row, column;
        uint16_t row_span, column_span;
    } cells[] = {{"序号", 1, 1, 1, 1},     {"任务和单位", 1, 2, 1, 2},
                 {"1", 2, 1, 2, 1},        {"加快建设示范区", 2, 2, 1, 1},
                 {"市教育局", 2, 3, 1, 1}, {"丙", 3, 2, 1, 1},
                 {"丁", 3, 3, 1, 1}};
    expect_line(&r, 0, "表一");
    for (uint32_t i = 0; i < 7; i++) {
        const duban_block *b = &r.document->blocks[i + 1];
        expect_line(&r, i + 1, cells[i].text);
        assert_int_equal(b->kind, DUBAN_BLOCK_CELL);
        assert_int_equal(b->table, 1);
        assert_int_equal(b->row, cells[i].row);
        assert_int_equal(b->column, cells[i].column);
        assert_int_equal(b->row_span, cells[i].row_span);
        assert_int_equal(b->column_span, cells[i].column_span);
    }
    expect_line(&r, 8, "注：略");
    duban_arena_free(r.arena);
}

/* The same on a page that is turned: lines and text turn together. */
static void a_turned_table_has_cells(void **state) {
    (void)state;
#define TURNED(x, y, text)                                                                         \
    "<ofd:TextObject Size=\"5\" CTM=\"0 1 -1 0 0 0\" Boundary=\"" x " " y                          \
    " 9 90\">" CODE("0", "0", "", text) "</ofd:TextObject>"
    reading r = read_page(PAGE(LAYER(
        PATH("20 20 40 80", "M 0 0 L 40 0 L 40 80 L 0 80 C") PATH("40 20 1 80", "M 0 0 L 0 80")
            PATH("20 60 40 1", "M 0 0 L 40 0") TURNED("25", "25", "丙") TURNED("25", "65", "丁")
                TURNED("45", "25", "甲") TURNED("45", "65", "乙"))));
    static const char *const texts[] = {"甲", "乙", "丙", "丁"};
    for (uint32_t i = 0; i < 4; i++) {
        expect_line(&r, i, texts[i]);
        assert_int_equal(r.document->blocks[i].row, i / 2 + 1);
        assert_int_equal(r.document->blocks[i].column, i % 2 + 1);
    }
    duban_arena_free(r.arena);
}

#define HIDDEN "<ofd:TextObject Visible=\"false\" Size=\"5\" Boundary=\"0 0 9 9\">"

static void what_is_not_shown_is_left_out(void **state) {
    (void)state;
    reading r = read_page(PAGE(LAYER(HIDDEN CODE("0", "5", "5", "暗记") "</ofd:TextObject>" TEXT(
        "20 20 90 5", CODE("0", "5", "5", "明文")))));
    expect_line(&r, 0, "明文");
    assert_int_equal(r.document->block_count, 2);
    duban_arena_free(r.arena);
}

/* Continued lines end at the right edge; what is set in begins a paragraph, a title is centred. */
static void the_edges_of_the_column_tell_how_lines_stand(void **state) {
    (void)state;
#define LINE(x, y, code) TEXT(x " " y " 90 5", code)
#define FULL CODE("0", "5", "g 11 5", "一二三四五六七八九十甲乙")
    reading r = read_page(PAGE(
        LAYER(LINE("40", "10", CODE("0", "5", "g 3 5", "某市规划"))
                  LINE("30", "20", CODE("0", "5", "g 9 5", "开头一二三四五六七八"))
                      LINE("20", "30", FULL) LINE("20", "40", FULL) LINE("20", "50", FULL)
                          LINE("20", "60", CODE("0", "5", "5", "末行"))
                              LINE("30", "70", CODE("0", "5", "g 9 5", "开头一二三四五六七八")))));
    static const uint8_t expected[] = {DUBAN_STANDS_INSET | DUBAN_STANDS_CENTRED,
                                       DUBAN_STANDS_INSET | DUBAN_STANDS_FULL,
                                       DUBAN_STANDS_FULL,
                                       DUBAN_STANDS_FULL,
                                       DUBAN_STANDS_FULL,
                                       0,
                                       DUBAN_STANDS_INSET | DUBAN_STANDS_FULL};
    for (uint32_t i = 0; i < sizeof expected; i++)
        assert_int_equal(r.document->blocks[i].stands, DUBAN_STANDS_KNOWN | expected[i]);
    duban_arena_free(r.arena);
}

/* Paths as producers write them: from the root or from the part, with a dot, with backslashes, and
 * wrongly from the root without a slash. Documents of one package follow one another. */
static void every_document_of_a_package_is_read(void **state) {
    (void)state;
    static const char bodies[] =
        "<ofd:OFD " O "><ofd:DocBody><ofd:DocRoot>./Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "<ofd:DocBody><ofd:DocRoot>/Doc_2/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
#define ONE(path)                                                                                  \
    "<ofd:Document " O "><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"" path                            \
    "\"/></ofd:Pages></ofd:Document>"
#define SAYS(text) PAGE(LAYER(TEXT("20 20 90 5", CODE("0", "5", "5", text))))
    const zip_member members[] = {{"OFD.xml", bodies},
                                  {"Doc_0/Document.xml", ONE("Pages\\Page_0/../P.xml")},
                                  {"Doc_0/Pages/P.xml", SAYS("甲")},
                                  {"Doc_1/Document.xml", ONE("Doc_1/P.xml")},
                                  {"Doc_1/P.xml", SAYS("乙")}};
    reading r = read_package("a.ofd", members, sizeof members / sizeof *members);
    static const char *const lines[] = {"甲", "", "乙"};
    expect_lines(&r, lines, 3);
    assert_string_equal(r.document->parts[1], "Doc_0/Pages/P.xml");
    assert_int_equal(duban_diags_count(&r.diags, DUBAN_WARNING), 1);
    assert_int_equal(duban_diags_count(&r.diags, DUBAN_ERROR), 0);
    duban_arena_free(r.arena);
}

static void what_cannot_be_read_is_said(void **state) {
    (void)state;
    reading r = read_pages(PAGE(LAYER("")), PAGE(LAYER("")));
    assert_int_equal(r.status, DUBAN_NO_TEXT);
    assert_non_null(strstr(r.diags.items[0].message, "no text"));
    duban_arena_free(r.arena);
    r = read_pages("<broken", PAGE(LAYER(TEXT("20 20 90 5", CODE("0", "5", "5", "乙页")))));
    assert_int_equal(r.status, DUBAN_OK);
    assert_true(duban_diags_count(&r.diags, DUBAN_WARNING) > 0);
    duban_arena_free(r.arena);
}

#define SHOWS(id, more) "<ofd:CompositeObject ResourceID=\"" id "\" " more "/>"
#define UNIT(id, inner)                                                                            \
    "<ofd:CompositeGraphicUnit ID=\"" id "\"><ofd:Content>" inner                                  \
    "</ofd:Content></ofd:CompositeGraphicUnit>"

/* A package of one page and more parts. */
static reading read_more(const char *page, const char *root, const zip_member *more, size_t count) {
    zip_member members[8] = {
        {"OFD.xml", package}, {"Doc_0/Document.xml", root}, {"Doc_0/Pages/1.xml", page}};
    for (size_t i = 0; i < count; i++) members[3 + i] = more[i];
    return read_package("a.ofd", members, 3 + count);
}

static const char one_page[] =
    "<ofd:Document " O "><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/1.xml\"/></ofd:Pages>"
    "<ofd:Annotations>Annots/List.xml</ofd:Annotations>"
    "<ofd:Attachments>/Doc_0/Files.xml</ofd:Attachments></ofd:Document>";

/* Moved and scaled, one in another, turned, twice; as lines and in a table of the unit's own. */
static void composite_objects_stand_where_they_are_shown(void **state) {
    (void)state;
    static const char resources[] =
        "<ofd:Res " O "><ofd:CompositeGraphicUnits>" UNIT("7", AT("0", "0", "图文"))
            UNIT("8", AT("10", "0", "外") SHOWS("7", "Boundary=\"15 0 9 9\""))
                UNIT("9", AT("0", "0", "旁"))
                    UNIT("10", PATH("0 0 60 30",
                                    "M 0 0 L 60 0 L 60 30 L 0 30 C M 30 0 L 30 30 M 0 10 L 60 "
                                    "10") AT("2", "2", "头") AT("32", "2", "目") AT("2", "12", "身")
                                   AT("32", "12", "数")) "</ofd:CompositeGraphicUnits></ofd:Res>";
    const zip_member more[] = {{"Doc_0/Res.xml", resources}};
    reading r = read_more(
        PAGE(LAYER(AT("20", "40", "正文") SHOWS("8", "Boundary=\"0 10 90 9\" CTM=\"2 0 0 2 10 0\"")
                       SHOWS("7", "Boundary=\"20 60 9 9\"") SHOWS("10", "Boundary=\"20 100 9 9\"")
                           SHOWS("9", "Boundary=\"31 40 9 9\"") SHOWS(
                               "7", "Boundary=\"20 70 9 9\" Visible=\"false\"") SHOWS("99", ""))),
        one_page, more, 1);
    static const struct {
        const char *text, *part;
    } lines[] = {{"外图文", "Res"}, {"正文", "Pages"}, {"旁", "Res"}, {"图文", "Res"},
                 {"头", "Res"},     {"目", "Res"},     {"身", "Res"}, {"数", "Res"}};
    for (uint32_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        const duban_block *b = &r.document->blocks[i];
        expect_line(&r, i, lines[i].text);
        assert_non_null(strstr(r.document->parts[b->part], lines[i].part));
        assert_int_equal(b->kind, i < 4 ? DUBAN_BLOCK_LINE : DUBAN_BLOCK_CELL);
    }
    assert_memory_equal(resources + r.document->src[0], "外", 3);
    assert_int_equal(r.document->diags.count, 1);
    assert_non_null(strstr(r.document->diags.items[0].message, "not there: 1"));
    duban_arena_free(r.arena);
}

/* A unit that shows itself, and ever more of each other, end at the limits. */
static void composite_objects_end(void **state) {
    (void)state;
    static const char resources[] =
        "<ofd:Res " O ">" UNIT("1", AT("0", "0", "甲") SHOWS("1", "") SHOWS("1", "") SHOWS("2", ""))
            UNIT("2", SHOWS("1", "") SHOWS("2", "") SHOWS("1", "")) "</ofd:Res>";
    const zip_member more[] = {{"Doc_0/Res.xml", resources}};
    reading r = read_more(PAGE(LAYER(SHOWS("1", "") SHOWS("2", ""))), one_page, more, 1);
    assert_int_equal(r.status, DUBAN_OK);
    assert_non_null(strstr(r.document->diags.items[0].message, "beyond the limit"));
    duban_arena_free(r.arena);
}

static void what_stands_beside_the_pages_is_aside_or_named(void **state) {
    (void)state;
    const zip_member more[] = {
        {"Doc_0/Annots/List.xml", "<ofd:Annotations " O "><ofd:Page PageID=\"1\"><ofd:FileLoc>"
                                  "Page_1/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>"},
        {"Doc_0/Annots/Page_1/A.xml",
         "<ofd:PageAnnot " O "><ofd:Annot><ofd:Appearance Boundary=\"50 10 9 9\">" AT(
             "0", "0", "批注") AT("30", "0", "乙") "</ofd:Appearance></ofd:Annot></ofd:PageAnnot>"},
        {"Doc_0/Files.xml", "<ofd:Attachments " O "><ofd:Attachment Name=\"表.xlsx\"><ofd:FileLoc>"
                            "a.xlsx</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"}};
    reading r = read_more(PAGE(LAYER(AT("20", "20", "正文"))), one_page, more, 3);
    static const char *const lines[] = {"正文", "", "批注 乙"};
    expect_lines(&r, lines, 3);
    assert_true(r.document->blocks[2].aside);
    assert_int_equal(r.document->diags.count, 1);
    assert_non_null(strstr(r.document->diags.items[0].message, "'表.xlsx'"));
    duban_arena_free(r.arena);
}

static void characters_that_fonts_alone_know_are_told(void **state) {
    (void)state;
    reading r = read_more(PAGE(LAYER(AT("20", "20", "\uE001\uE002一"))), one_page, NULL, 0);
    assert_int_equal(r.status, DUBAN_NO_TEXT);
    assert_non_null(strstr(r.diags.items[0].message, "fonts"));
    duban_arena_free(r.arena);
    r = read_more(PAGE(LAYER(AT("20", "20", "\uE001一二三"))), one_page, NULL, 0);
    assert_int_equal(r.document->diags.count, 1);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_make_the_order_not_the_file),
        cmocka_unit_test(a_transformation_moves_and_scales),
        cmocka_unit_test(a_template_stands_once_and_aside),
        cmocka_unit_test(evenly_spaced_glyphs_are_one_word),
        cmocka_unit_test(a_turned_page_is_turned_back),
        cmocka_unit_test(ruled_tables_have_cells),
        cmocka_unit_test(a_turned_table_has_cells),
        cmocka_unit_test(what_is_not_shown_is_left_out),
        cmocka_unit_test(the_edges_of_the_column_tell_how_lines_stand),
        cmocka_unit_test(every_document_of_a_package_is_read),
        cmocka_unit_test(composite_objects_stand_where_they_are_shown),
        cmocka_unit_test(composite_objects_end),
        cmocka_unit_test(what_stands_beside_the_pages_is_aside_or_named),
        cmocka_unit_test(characters_that_fonts_alone_know_are_told),
        cmocka_unit_test(what_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
