/* Tables without lines, from words with places; and what looks like one and is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/pdf_fixture.h"

/* Where columns begin. */
static const double at[] = {80, 120, 330, 480};

typedef const char *const row[4]; /* NULL: nothing there */

/* Lines of cells from y on, 18 points apart. */
static void say_rows(pages *p, double y, const row *rows, size_t count) {
    for (size_t r = 0; r < count; r++)
        for (size_t c = 0; c < 4; c++)
            if (rows[r][c]) say(p, at[c], y + 18 * (double)r, 12, rows[r][c]);
}

typedef struct {
    duban_arena *arena;
    const pages *of;
    const char *cells; /* "row.column text", one a line */
} reading;

static duban_status read_pages(void *context) {
    reading *r = context;
    duban_pdf_texts texts =
        duban_pdf_texts_make(r->arena, r->of->code, r->of->length, (const unsigned char *)"", 0);
    r->cells = "";
    for (uint32_t p = 0; p < texts.count; p++)
        for (uint32_t i = 0; i < texts.items[p].count; i++) {
            const duban_pdf_piece *piece = &texts.items[p].pieces[i];
            if (piece->block.kind != DUBAN_BLOCK_CELL) continue;
            r->cells = duban_arena_printf(r->arena, "%s%u.%u ", r->cells, piece->block.row,
                                          piece->block.column);
            for (uint32_t k = piece->from; k < piece->to; k++)
                if (texts.items[p].bytes[k] != '\n')
                    r->cells =
                        duban_arena_printf(r->arena, "%s%c", r->cells, texts.items[p].bytes[k]);
            r->cells = duban_arena_printf(r->arena, "%s\n", r->cells);
        }
    return DUBAN_OK;
}

static void expect(const pages *p, const char *cells) {
    reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .of = p};
    assert_int_equal(duban_arena_run(r.arena, read_pages, &r), DUBAN_OK);
    assert_string_equal(r.cells, cells);
    duban_arena_free(r.arena);
}

static row head = {"序号", "工作任务", "责任单位", "完成时限"};

#define HEAD_CELLS "1.1 序号\n1.2 工作任务\n1.3 责任单位\n1.4 完成时限\n"

/* A cell has three lines, the last of it is not full. */
static const row body[] = {
    {"1", "推进农业转移人口市民化，全面", "县公安局", "2025年12月"},
    {NULL, "放开落户限制，深化改革，完善", NULL, NULL},
    {NULL, "服务。", NULL, NULL},
    {"2", "建设产业园区。", "县工信局", "2026年"},
    {"3", "新建学校。", "县教育局", "2026年"},
};

#define BODY_CELLS                                                                                                                 \
    "2.1 1\n2.2 推进农业转移人口市民化，全面放开落户限制，深化改革，完善服务。\n2.3 县公安局\n" \
    "2.4 2025年12月\n3.1 2\n3.2 建设产业园区。\n3.3 县工信局\n3.4 2026年\n"                                          \
    "4.1 3\n4.2 新建学校。\n4.3 县教育局\n4.4 2026年\n"

static void cells_are_joined_over_lines(void **state) {
    (void)state;
    static pages p;
    begin_page(&p);
    say(&p, 104, 60, 12, "各部门按下表落实责任，完成任务。");
    say_rows(&p, 100, &head, 1);
    say_rows(&p, 118, body, 5);
    say(&p, 104, 226, 12, "各部门要加强领导，落实责任，2025年底前报告工作情况。");
    expect(&p, HEAD_CELLS BODY_CELLS);
}

/* What the cells of a row have less lines of stands in its middle. */
static void cells_may_stand_in_the_middle_of_their_row(void **state) {
    (void)state;
    static const row rows[] = {
        {NULL, "推进农业转移人口市民化，全面", NULL, NULL},
        {"1", "放开落户限制，深化改革，完善", "县公安局", "2025年12月"},
        {NULL, "服务。", NULL, NULL},
        {"2", "建设产业园区。", "县工信局", "2026年"},
        {"3", "新建学校。", "县教育局", "2026年"},
    };
    static pages p;
    begin_page(&p);
    say_rows(&p, 100, &head, 1);
    say_rows(&p, 118, rows, 5);
    expect(&p, HEAD_CELLS BODY_CELLS);
}

static void a_table_goes_on_over_pages(void **state) {
    (void)state;
    static const row more[] = {{"4", "建设道路。", "县交通局", "2027年"},
                               {"5", "改造管网。", "县水利局", "2027年"}};
    for (int repeated = 0; repeated < 2; repeated++) {
        static pages p;
        p.length = 0;
        begin_page(&p);
        say_rows(&p, 500, &head, 1);
        say_rows(&p, 518, body, 5);
        begin_page(&p);
        if (repeated) say_rows(&p, 60, &head, 1);
        say_rows(&p, 78, more, 2);
        if (repeated)
            say_rows(&p, 114, (const row[]){{"6", "完善公园。", "县城管局", "2028年"}}, 1);
        expect(&p, repeated ? HEAD_CELLS BODY_CELLS
                       "5.1 4\n5.2 建设道路。\n5.3 县交通局\n5.4 2027年\n6.1 5\n6.2 改造管网。\n"
                       "6.3 县水利局\n6.4 2027年\n7.1 6\n7.2 完善公园。\n7.3 县城管局\n7.4 2028年\n"
                            : HEAD_CELLS BODY_CELLS
                       "5.1 4\n5.2 建设道路。\n5.3 县交通局\n5.4 2027年\n6.1 5\n6.2 改造管网。\n"
                       "6.3 县水利局\n6.4 2027年\n");
    }
}

/* The head is repeated, and below it a row goes on. */
static void a_row_goes_on_over_pages(void **state) {
    (void)state;
    static const row cut[] = {{"4", "完善基础设施，建设道路，改造", "县交通局", "2027年"}};
    static const row rest[] = {{NULL, "管网。", NULL, NULL},
                               {"5", "完善公园。", "县城管局", "2028年"},
                               {"6", "新建水厂。", "县水利局", "2028年"},
                               {"7", "新建书店。", "县文旅局", "2028年"}};
    static pages p;
    begin_page(&p);
    say_rows(&p, 500, &head, 1);
    say_rows(&p, 518, body, 5);
    say_rows(&p, 608, cut, 1);
    begin_page(&p);
    say_rows(&p, 60, &head, 1);
    say_rows(&p, 78, rest, 4);
    /* The two parts of the cell have one place, by which layout joins them. */
    expect(&p, HEAD_CELLS BODY_CELLS
           "5.1 4\n5.2 完善基础设施，建设道路，改造\n5.3 县交通局\n5.4 2027年\n5.2 管网。\n"
           "6.1 5\n6.2 完善公园。\n6.3 县城管局\n6.4 2028年\n7.1 6\n7.2 新建水厂。\n7.3 县水利局\n"
           "7.4 2028年\n8.1 7\n8.2 新建书店。\n8.3 县文旅局\n8.4 2028年\n");
}

static void expect_none(const row *rows, size_t count) {
    static pages p;
    p.length = 0;
    begin_page(&p);
    say_rows(&p, 100, rows, count);
    expect(&p, "");
}

static void what_looks_like_a_table_is_none(void **state) {
    (void)state;
    expect_none((const row[]){{"张三", "李四", "王五", "赵六"},
                              {"钱七", "孙八", "周九", "吴十"},
                              {"郑一", "王二", "冯三", "陈四"},
                              {"褚五", "卫六", "蒋七", "沈八"}},
                4);
    expect_none((const row[]){{"拟稿：", "审核：", "签发：", NULL},
                              {NULL, NULL, "平和县人民政府", NULL},
                              {NULL, NULL, "2025年6月18日", NULL}},
                3);
    expect_none((const row[]){{"第一章", "总体要求", NULL, "1"},
                              {"第二章", "主要任务", NULL, "3"},
                              {"第三章", "保障措施", NULL, "9"},
                              {"第四章", "附则", NULL, "12"}},
                4);
    expect_none((const row[]){{"推进", "城镇化，到2025年", "完成任务", "12项"},
                              {"各部门", "要在2026年底前", "报告工作", "20次"},
                              {"各乡镇", "要在2027年底前", "建成公园", "30个"},
                              {"县政府", "每年组织2次", "监督检查", "50人"}},
                4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_joined_over_lines),
        cmocka_unit_test(cells_may_stand_in_the_middle_of_their_row),
        cmocka_unit_test(a_table_goes_on_over_pages),
        cmocka_unit_test(a_row_goes_on_over_pages),
        cmocka_unit_test(what_looks_like_a_table_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
