/* PDF by poppler: lines with pages as their places, tables, columns, running heads, scans, damage.
 */
#include <stdio.h>

#include "tests/unit/document_fixture.h"

/* Pages with content streams; poppler mends the missing cross-reference table. The font is the
 * standard one for Chinese with UTF-16 codes, so that text is given in hexadecimal. */
static reading read_pdf(const char *first, const char *second) {
    static char pdf[1 << 16];
    int length =
        snprintf(pdf, sizeof pdf,
                 "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                 "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 600 800]"
                 "/Resources<</Font<</F 7 0 R>>>>>>endobj\n"
                 "3 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R>>endobj\n"
                 "4 0 obj<</Type/Page/Parent 2 0 R/Contents 6 0 R>>endobj\n"
                 "5 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
                 "6 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
                 "7 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
                 "/DescendantFonts[8 0 R]>>endobj\n"
                 "8 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
                 "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>endobj\n"
                 "trailer<</Root 1 0 R>>\n%%%%EOF\n",
                 strlen(first), first, strlen(second), second);
    return read_bytes("a.pdf", pdf, (size_t)length);
}

static void lines_know_their_page(void **state) {
    (void)state;
    reading r = read_pdf("BT /F 20 Tf 60 700 Td <4E003001603B4F53> Tj ET", /* 一、总体 */
                         "BT /F 20 Tf 60 700 Td <63A88FDB6539> Tj ET");    /* 推进改 */
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(line_text(&r, 0), "一、总体");
    assert_string_equal(line_text(&r, 2), "推进改");
    assert_int_equal(r.document->blocks[1].kind, DUBAN_BLOCK_RULE);
    assert_string_equal(r.document->parts[r.document->blocks[2].part], "page/2");
    assert_int_equal(r.document->src[r.document->blocks[0].span.start] % 1000,
                     r.document->blocks[0].indent);
    duban_arena_free(r.arena);
}

static void a_scan_is_named_as_one(void **state) {
    (void)state;
    reading r = read_pdf("0 0 100 100 re f", "0 0 9 9 re f");
    assert_int_equal(r.status, DUBAN_NO_TEXT);
    assert_non_null(strstr(r.diags.items[0].message, "scan"));
    duban_arena_free(r.arena);
}

/* A page's content: text at a place, from the upper left corner; characters of 10 points. */
typedef struct {
    char code[1 << 14];
    size_t length;
} content;

static void say(content *c, int x, int y, const char *utf8) {
    duban_arena *arena = duban_arena_new(1 << 20);
    duban_str text = duban_str_from_utf8(arena, utf8, strlen(utf8));
    c->length += (size_t)sprintf(c->code + c->length, "BT /F 10 Tf %d %d Td <", x, 790 - y);
    for (uint32_t i = 0; i < text.length; i++)
        c->length += (size_t)sprintf(c->code + c->length, "%04X", text.units[i]);
    c->length += (size_t)sprintf(c->code + c->length, "> Tj ET\n");
    duban_arena_free(arena);
}

static void draw(content *c, int x, int y, int to_x, int to_y) {
    c->length += (size_t)sprintf(c->code + c->length, "0.5 w %d %d m %d %d l S\n", x, 800 - y, to_x,
                                 800 - to_y);
}

static void expect_cell(const reading *r, uint32_t block, const char *text, uint32_t row,
                        uint32_t column, uint32_t row_span) {
    const duban_block *b = &r->document->blocks[block];
    assert_string_equal(line_text(r, block), text);
    assert_int_equal(b->kind, DUBAN_BLOCK_CELL);
    assert_int_equal(b->table, 1);
    assert_int_equal(b->row, row);
    assert_int_equal(b->column, column);
    assert_int_equal(b->row_span, row_span);
}

/* Three columns; the first cell of the body spans two rows and stands in the middle of them, a
 * cell has two lines, the last row is cut by the end of the page and has no line there. */
static void a_ruled_table_is_a_grid_over_pages(void **state) {
    (void)state;
    static content first, second;
    say(&first, 100, 60, "下面是表");
    for (int y = 80; y <= 140; y += 20) draw(&first, y == 120 ? 160 : 100, y, 400, y);
    for (int x = 100; x <= 400; x += x == 100 ? 60 : 120) draw(&first, x, 80, x, 790);
    say(&first, 110, 85, "序号"), say(&first, 170, 85, "任务"), say(&first, 300, 85, "单位");
    say(&first, 110, 115, "甲"), say(&first, 170, 105, "建园区"), say(&first, 300, 105, "工信局");
    say(&first, 170, 125, "修道路"), say(&first, 300, 125, "交通局");
    say(&first, 110, 145, "乙"), say(&first, 300, 145, "教育局");
    say(&first, 170, 145, "建设一批中小学校和"), say(&first, 170, 160, "幼儿园，扩大普惠性");
    for (int y = 60; y <= 80; y += 20) draw(&second, 100, y, 400, y);
    for (int x = 100; x <= 400; x += x == 100 ? 60 : 120) draw(&second, x, 10, x, 80);
    say(&second, 170, 15, "学位"), say(&second, 110, 65, "丙"), say(&second, 300, 65, "民政局");
    reading r = read_pdf(first.code, second.code);
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(line_text(&r, 0), "下面是表");
    expect_cell(&r, 1, "序号", 1, 1, 1);
    expect_cell(&r, 4, "甲", 2, 1, 2);
    expect_cell(&r, 5, "建园区", 2, 2, 1);
    expect_cell(&r, 7, "修道路", 3, 2, 1);
    expect_cell(&r, 9, "乙", 4, 1, 1);
    expect_cell(&r, 10, "建设一批中小学校和幼儿园，扩大普惠性", 4, 2, 1);
    expect_cell(&r, 13, "学位", 4, 2, 1);
    expect_cell(&r, 14, "丙", 5, 1, 1);
    expect_cell(&r, 15, "民政局", 5, 3, 1);
    duban_arena_free(r.arena);
}

static void columns_are_read_one_after_the_other(void **state) {
    (void)state;
    static content page;
    say(&page, 200, 40, "两栏排印的通知文件标题居中");
    for (int i = 0; i < 16; i++) {
        say(&page, i == 0 ? 70 : 50, 100 + 20 * i, "左边一栏的文字排满一整行到头为止");
        say(&page, 320, 100 + 20 * i, "右边一栏的文字也排满一整行到此为止");
    }
    reading r = read_pdf(page.code, "");
    assert_int_equal(r.status, DUBAN_OK);
    for (uint32_t i = 1; i <= 32; i++)
        assert_string_equal(line_text(&r, i), i <= 16 ? "左边一栏的文字排满一整行到头为止"
                                                      : "右边一栏的文字也排满一整行到此为止");
    assert_true(r.document->blocks[1].stands & DUBAN_STANDS_INSET);
    assert_false(r.document->blocks[2].stands & DUBAN_STANDS_INSET);
    assert_true(r.document->blocks[2].stands & DUBAN_STANDS_FULL);
    duban_arena_free(r.arena);
}

static void running_heads_and_page_numbers_stand_aside(void **state) {
    (void)state;
    static content pages[2];
    for (int i = 0; i < 2; i++) {
        say(&pages[i], 60, 30, "市政府文件");
        say(&pages[i], 60, 100, i ? "第二页的正文" : "第一页的正文");
        pages[i].length += (size_t)sprintf(pages[i].code + pages[i].length,
                                           "BT /F 10 Tf 300 40 Td <003%d> Tj ET", 3 + i);
    }
    reading r = read_pdf(pages[0].code, pages[1].code);
    assert_int_equal(r.status, DUBAN_OK);
    for (uint32_t i = 0; i < r.document->block_count; i++)
        if (r.document->blocks[i].kind == DUBAN_BLOCK_LINE)
            assert_int_equal(r.document->blocks[i].aside, !strstr(line_text(&r, i), "正文"));
    duban_arena_free(r.arena);
}

static void a_page_that_is_a_picture_is_named(void **state) {
    (void)state;
    static content page;
    say(&page, 60, 100, "一、总体要求和主要目标以及保障措施的全部内容");
    reading r = read_pdf(page.code, "100 100 300 300 re f");
    assert_int_equal(r.status, DUBAN_OK);
    assert_int_equal(r.document->diags.count, 1);
    assert_non_null(strstr(r.document->diags.items[0].message, "pages without text: 2"));
    duban_arena_free(r.arena);
    r = read_pdf(page.code, "");
    assert_int_equal(r.document->diags.count, 0);
    duban_arena_free(r.arena);
}

static void damage_is_said(void **state) {
    (void)state;
    static const char junk[] = "%PDF-1.4 nothing that follows is one";
    reading r = read_bytes("a.pdf", junk, sizeof junk - 1);
    assert_int_equal(r.status, DUBAN_UNREADABLE);
    assert_non_null(strstr(r.diags.items[0].message, "damaged"));
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_know_their_page),
        cmocka_unit_test(a_scan_is_named_as_one),
        cmocka_unit_test(a_ruled_table_is_a_grid_over_pages),
        cmocka_unit_test(columns_are_read_one_after_the_other),
        cmocka_unit_test(running_heads_and_page_numbers_stand_aside),
        cmocka_unit_test(a_page_that_is_a_picture_is_named),
        cmocka_unit_test(damage_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
