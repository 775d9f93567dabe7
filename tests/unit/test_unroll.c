/* Paragraphs that a collector put on one line, told by the indents that stayed. */
#include "tests/unit/document_fixture.h"

#define INDENT "　　"
#define NO_BREAK_INDENT "\u00A0\u00A0\u00A0\u00A0"
#define HEADING "一、积极筹措资金，妥善安置企业职工"
#define TEXT                                                                                                                      \
    "妥善安置职工，是加快企业改革的关键。各级各部门要按照属地管理的原则，落实工作责任，" \
    "细化工作措施，确保职工的合法权益得到保障。"

/* How many blocks the line becomes. */
static uint32_t count_blocks(const char *line) {
    reading r = read_text("a.txt", line);
    assert_int_equal(r.status, DUBAN_OK);
    uint32_t count = r.document->block_count;
    duban_arena_free(r.arena);
    return count;
}

static void a_line_of_indented_paragraphs_is_divided(void **state) {
    (void)state;
    reading r =
        read_text("a.txt", TEXT INDENT HEADING INDENT " " TEXT INDENT TEXT INDENT TEXT "\n尾");
    assert_int_equal(r.document->block_count, 6);
    expect_line(&r, 0, TEXT);
    expect_line(&r, 1, HEADING);
    expect_line(&r, 2, TEXT);
    expect_line(&r, 5, "尾");
    assert_int_equal(r.document->blocks[2].indent, 3);
    assert_int_equal(r.document->src[r.document->blocks[1].span.start], strlen(TEXT INDENT));
    duban_arena_free(r.arena);
}

static void no_break_spaces_indent_too(void **state) {
    (void)state;
    assert_int_equal(
        count_blocks(TEXT NO_BREAK_INDENT TEXT NO_BREAK_INDENT TEXT NO_BREAK_INDENT TEXT), 4);
}

static void other_blanks_divide_nothing(void **state) {
    (void)state;
    assert_int_equal(count_blocks(TEXT "　" TEXT "　" TEXT "　" TEXT), 1);
    assert_int_equal(count_blocks(TEXT "    " TEXT "    " TEXT "    " TEXT), 1);
    assert_int_equal(count_blocks(TEXT INDENT TEXT INDENT TEXT), 1);
}

static void names_parted_by_wide_blanks_are_one_line(void **state) {
    (void)state;
    char line[4096] = "";
    for (int i = 0; i < 60; i++) strcat(line, "张某某" INDENT);
    assert_int_equal(count_blocks(line), 1);
}

static void emphasis_stays_within_its_paragraph(void **state) {
    (void)state;
    reading r = read_text("a.html", "<div><p>" TEXT "<b>" INDENT HEADING INDENT HEADING
                                    "</b>" INDENT TEXT INDENT TEXT "</p></div>");
    const duban_document *d = r.document;
    assert_int_equal(d->block_count, 5);
    assert_int_equal(d->stress_count, 2);
    for (uint32_t i = 0; i < 2; i++) {
        assert_int_equal(d->stresses[i].start, d->blocks[i + 1].span.start);
        assert_int_equal(d->stresses[i].end, d->blocks[i + 1].span.end);
    }
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_of_indented_paragraphs_is_divided),
        cmocka_unit_test(no_break_spaces_indent_too),
        cmocka_unit_test(other_blanks_divide_nothing),
        cmocka_unit_test(names_parted_by_wide_blanks_are_one_line),
        cmocka_unit_test(emphasis_stays_within_its_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
