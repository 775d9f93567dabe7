/* Text whose fonts do not tell its characters: refused, reported, or neither. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "extract/converters.h"
#include "ingest/builder.h"
#include "ingest/garble.h"

#define TEXT "推进城乡基础设施建设，完善公共服务体系。"

/* Sentences as fonts give them: one code for each glyph from the first on, with Latin bytes. */
#define CODES "!\"#$%&'()*+,-./0123!4$5"
#define LATIN "ÉîÈëÊµÊ©ÒÔÈËÎª±¾µÄÐÂÐÍ³ÇÕò"
#define SHIFTED "拍迊埏乢埿码讽斾廻讽，寍哉八具杊动佔糽。"

static duban_rules *rules;

static int load_rules(void **state) {
    (void)state;
    rules = duban_rules_load(DUBAN_RULES_DIR, &(duban_diags){0});
    return rules ? 0 : -1;
}

static int free_rules(void **state) {
    (void)state;
    duban_rules_free(rules);
    return 0;
}

typedef struct {
    duban_document document;
    const char *const *lines;
    uint32_t times; /* that the first line is repeated */
    duban_status status;
} judging;

static void add_line(duban_builder *builder, duban_arena *arena, const char *line) {
    duban_str units = duban_str_from_utf8(arena, line, strlen(line));
    duban_builder_open(builder, (duban_block){.kind = DUBAN_BLOCK_LINE});
    for (uint32_t i = 0; i < units.length; i++) duban_builder_add(builder, units.units[i], 0, 0);
    duban_builder_close(builder);
}

static duban_status judge(void *context) {
    static const char *const parts[] = {""};
    judging *j = context;
    duban_document *d = &j->document;
    d->diags.arena = d->arena;
    d->parts = parts;
    d->part_count = 1;
    duban_builder builder;
    duban_builder_init(&builder, d, 100);
    for (uint32_t i = 1; i < j->times; i++) add_line(&builder, d->arena, j->lines[0]);
    for (uint32_t i = 0; j->lines[i]; i++) add_line(&builder, d->arena, j->lines[i]);
    duban_builder_finish(&builder);
    const duban_converter_source source = duban_rules_converter_source(rules);
    j->status = duban_garble_judge(d, source.familiar(source.context, d->arena));
    return DUBAN_OK;
}

static void expect(uint32_t times, const char *const *lines, duban_status status,
                   uint32_t warnings) {
    judging j = {
        .document.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY), .lines = lines, .times = times};
    duban_arena_run(j.document.arena, judge, &j);
    if (j.status != status) print_error("%s\n", lines[0]);
    assert_int_equal(j.status, status);
    assert_int_equal(j.document.diags.count, warnings);
    duban_arena_free(j.document.arena);
}

static void garbled_text_is_no_text(void **state) {
    (void)state;
    expect(1, (const char *[]){CODES, CODES, TEXT, NULL}, DUBAN_NO_TEXT, 1);
    expect(1, (const char *[]){LATIN, LATIN, NULL}, DUBAN_NO_TEXT, 1);
    expect(1, (const char *[]){SHIFTED, NULL}, DUBAN_NO_TEXT, 1);
}

static void garbled_lines_are_reported(void **state) {
    (void)state;
    expect(20, (const char *[]){TEXT, LATIN, NULL}, DUBAN_OK, 1);
}

static void other_text_is_left_alone(void **state) {
    (void)state;
    expect(1, (const char *[]){TEXT, "龑赟翀燊 淼喆", "http://www.example.gov.cn/a_b?c=1", NULL},
           DUBAN_OK, 0);
    expect(1, (const char *[]){"推進城鄉基礎設施建設，完善公共服務體系。", NULL}, DUBAN_OK, 0);
    expect(1, (const char *[]){"1．①2025年 ≥65% 60.98 [14.5] ㎡ ℃ —— 预期性", NULL}, DUBAN_OK, 0);
    expect(1, (const char *[]){"Notice on the plan of action, 2025-2030 (draft).", NULL}, DUBAN_OK,
           0);
    expect(1, (const char *[]){"", NULL}, DUBAN_OK, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(garbled_text_is_no_text),
        cmocka_unit_test(garbled_lines_are_reported),
        cmocka_unit_test(other_text_is_left_alone),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
