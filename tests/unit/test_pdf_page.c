/* What of a page is its text, from words with places: notes, heads, watermarks, numbers of lines.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/pdf_fixture.h"

#define LINE "各级各部门要加强协作配合，把工作任务落到实处"

/* Lines of text from y on, 24 points apart, none like another: that would be a head. */
static void say_lines(pages *p, double y, int count) {
    static unsigned different = 0;
    for (int i = 0; i < count; i++) {
        char line[sizeof LINE + 4];
        different = (different + 1) % 64;
        sprintf(line, "%s\xE4\xB8%c", LINE, (int)(0x80 + different));
        say(p, 100, y + 24 * i, 16, line);
    }
}

typedef struct {
    duban_arena *arena;
    const pages *of;
    const char *aside; /* the pieces that are furniture, one a line */
    uint32_t text;     /* how many lines are those of the text and nothing else */
} reading;

static duban_status read_pages(void *context) {
    reading *r = context;
    duban_pdf_texts texts =
        duban_pdf_texts_make(r->arena, r->of->code, r->of->length, (const unsigned char *)"", 0);
    r->aside = "";
    for (uint32_t p = 0; p < texts.count; p++)
        for (uint32_t i = 0; i < texts.items[p].count; i++) {
            const duban_pdf_piece *piece = &texts.items[p].pieces[i];
            int length = (int)(piece->to - piece->from);
            const char *text = texts.items[p].bytes + piece->from;
            if (piece->block.aside)
                r->aside = duban_arena_printf(r->arena, "%s%.*s\n", r->aside, length, text);
            else
                r->text += (size_t)length == strlen(LINE) + 3 && !memcmp(text, LINE, strlen(LINE));
        }
    return DUBAN_OK;
}

static void expect(const pages *p, uint32_t text, const char *aside) {
    reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .of = p};
    assert_int_equal(duban_arena_run(r.arena, read_pages, &r), DUBAN_OK);
    assert_string_equal(r.aside, aside);
    assert_int_equal(r.text, text);
    duban_arena_free(r.arena);
}

#define LEFT_HALF "左边一栏的文字排满一整行到头为止"
#define RIGHT_HALF "右边一栏的文字也排满一整行到头止"
#define RIGHT_SHORT "预期性指标"

/* Pieces that are a line of one half. */
static duban_status count_halves(void *context) {
    reading *r = context;
    duban_pdf_texts texts =
        duban_pdf_texts_make(r->arena, r->of->code, r->of->length, (const unsigned char *)"", 0);
    for (uint32_t p = 0; p < texts.count; p++)
        for (uint32_t i = 0; i < texts.items[p].count; i++) {
            const duban_pdf_piece *piece = &texts.items[p].pieces[i];
            r->text += piece->to - piece->from <= strlen(LEFT_HALF "，");
        }
    return DUBAN_OK;
}

static void notes_stand_aside(void **state) {
    (void)state;
    static pages p;
    begin_page(&p);
    say_lines(&p, 100, 20);
    say(&p, 100, 620, 10, "①指标按统计部门公布的年度数据计算，包括");
    say(&p, 100, 634, 10, "常住人口。");
    expect(&p, 20, "①指标按统计部门公布的年度数据计算，包括\n常住人口。\n");
}

static void small_text_without_a_mark_is_text(void **state) {
    (void)state;
    static pages p;
    begin_page(&p);
    say_lines(&p, 100, 20);
    say(&p, 100, 620, 10, "1.到2030年，培育企业20家。");
    say(&p, 100, 634, 10, "（责任单位：市工信局）");
    expect(&p, 20, "");
}

static void heads_of_odd_and_even_pages_stand_aside(void **state) {
    (void)state;
    static pages p;
    for (int i = 0; i < 4; i++) {
        begin_page(&p);
        say(&p, 100, 40, 10, i % 2 ? "城镇化行动方案" : "市政府文件");
        say_lines(&p, 100, 20);
    }
    expect(&p, 80, "市政府文件\n城镇化行动方案\n市政府文件\n城镇化行动方案\n");
}

/* A line that ends two pages is text, as long as it is set like text. */
static void text_that_repeats_is_text(void **state) {
    (void)state;
    static pages p;
    for (int i = 0; i < 5; i++) {
        begin_page(&p);
        say_lines(&p, 100, 20);
        if (i % 2) say(&p, 100, 580, 16, "（责任单位：市教育局）");
    }
    expect(&p, 100, "");
}

static void watermarks_stand_aside(void **state) {
    (void)state;
    static pages p;
    begin_page(&p);
    say_lines(&p, 100, 20);
    say(&p, 150, 300, 70, "征求意见稿");
    expect(&p, 20, "征求意见稿\n");
}

static void a_large_title_is_text(void **state) {
    (void)state;
    static pages p;
    begin_page(&p);
    say(&p, 100, 20, 44, "平和县人民政府文件");
    say_lines(&p, 100, 20);
    expect(&p, 20, "");
}

static void seals_stand_aside(void **state) {
    (void)state;
    static const struct {
        double x, y;
        const char *text;
    } seal[] = {{300, 212, "平"}, {330, 202, "和"}, {360, 201, "县"}, {390, 210, "章"}};
    static pages p;
    begin_page(&p);
    say_lines(&p, 100, 20);
    for (size_t i = 0; i < sizeof seal / sizeof *seal; i++)
        say(&p, seal[i].x, seal[i].y, 13, seal[i].text);
    reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .of = &p};
    assert_int_equal(duban_arena_run(r.arena, read_pages, &r), DUBAN_OK);
    assert_int_equal(r.text, 20);
    assert_non_null(strstr(r.aside, "章"));
    duban_arena_free(r.arena);
}

static void numbers_of_lines_stand_aside(void **state) {
    (void)state;
    static pages p;
    begin_page(&p);
    say_lines(&p, 100, 20);
    for (int i = 5; i <= 20; i += 5) {
        char number[4];
        sprintf(number, "%d", i);
        say(&p, 70, 100 + 24 * (i - 1) + 3, 9, number);
    }
    expect(&p, 20, "5\n10\n15\n20\n");
}

/* Of the size of the text: they number rows. */
static void numbers_of_rows_are_text(void **state) {
    (void)state;
    static pages p;
    begin_page(&p);
    for (int i = 1; i <= 6; i++) {
        char number[4];
        sprintf(number, "%d", i);
        say(&p, 70, 100 + 24 * i, 16, number);
        say(&p, 100, 100 + 24 * i, 16, "市工业和信息化局");
    }
    expect(&p, 0, "");
}

/* A page of short lines beside full ones is set in halves where another page is; marks that hang
 * into the gap do not bridge it. */
static void halves_hold_for_the_document(void **state) {
    (void)state;
    static pages p;
    for (int page = 0; page < 2; page++) {
        begin_page(&p);
        for (int i = 0; i < 20; i++) {
            say(&p, 60, 100 + 24 * i, 14, page && i % 3 == 0 ? LEFT_HALF "，" : LEFT_HALF);
            say(&p, 312, 100 + 24 * i, 14, page ? RIGHT_SHORT : RIGHT_HALF);
        }
    }
    reading r = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .of = &p};
    assert_int_equal(duban_arena_run(r.arena, count_halves, &r), DUBAN_OK);
    assert_int_equal(r.text, 80);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_stand_aside),
        cmocka_unit_test(small_text_without_a_mark_is_text),
        cmocka_unit_test(heads_of_odd_and_even_pages_stand_aside),
        cmocka_unit_test(text_that_repeats_is_text),
        cmocka_unit_test(watermarks_stand_aside),
        cmocka_unit_test(a_large_title_is_text),
        cmocka_unit_test(seals_stand_aside),
        cmocka_unit_test(numbers_of_lines_stand_aside),
        cmocka_unit_test(numbers_of_rows_are_text),
        cmocka_unit_test(halves_hold_for_the_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
