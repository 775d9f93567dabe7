/* Paragraphs on pages whose places are known: what indents, gaps, headings and titles tell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "extract/layout/flow.h"
#include "ingest/builder.h"

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
    duban_arena *arena;
    const char *const *lines;
    const char *found;
} page;

/* "if 文字": the marks before the blank say how the line stands. */
static const struct {
    char mark;
    uint8_t bit;
} marks[] = {{'i', DUBAN_STANDS_INSET},
             {'f', DUBAN_STANDS_FULL},
             {'c', DUBAN_STANDS_CENTRED},
             {'t', DUBAN_STANDS_TITLE},
             {'a', DUBAN_STANDS_APART}};

static void add_line(duban_builder *builder, duban_arena *arena, const char *line) {
    const char *text = strchr(line, ' ') + 1;
    duban_block block = {.kind = DUBAN_BLOCK_LINE, .stands = DUBAN_STANDS_KNOWN};
    for (const char *mark = line; *mark != ' '; mark++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (marks[i].mark == *mark) block.stands |= marks[i].bit;
    if (block.stands & DUBAN_STANDS_INSET) block.indent = 2;
    duban_builder_open(builder, block);
    duban_str units = duban_str_from_utf8(arena, text, strlen(text));
    for (uint32_t i = 0; i < units.length; i++) duban_builder_add(builder, units.units[i], 0, 0);
    duban_builder_close(builder);
}

static duban_status lay_out(void *context) {
    static const char *const parts[] = {""};
    page *p = context;
    duban_document document = {.arena = p->arena, .parts = parts, .part_count = 1};
    duban_builder builder;
    duban_builder_init(&builder, &document, 100);
    for (uint32_t i = 0; p->lines[i]; i++) add_line(&builder, p->arena, p->lines[i]);
    duban_builder_finish(&builder);
    duban_diags diags = {.arena = p->arena};
    const duban_flow *flow =
        duban_flow_make(&document, duban_matcher_new(rules, p->arena, &diags), &diags);
    p->found = "";
    for (uint32_t i = 0; i < flow->para_count; i++)
        p->found = duban_arena_printf(
            p->arena, "%s%s\n", p->found,
            duban_str_to_utf8(p->arena, duban_flow_text(flow, flow->paras[i].span)));
    return DUBAN_OK;
}

static void assert_paragraphs(const char *const *lines, const char *expected) {
    page p = {duban_arena_new(DUBAN_DOCUMENT_MEMORY), lines, NULL};
    assert_int_equal(duban_arena_run(p.arena, lay_out, &p), DUBAN_OK);
    assert_string_equal(p.found, expected);
    duban_arena_free(p.arena);
}

static void a_heading_that_fills_its_line_ends_with_it(void **state) {
    (void)state;
    static const char *const lines[] = {"if 四、实施潜力地区城镇化水平提升行动",
                                        "if 壮大特色优势产业。因地制宜发展主导产",
                                        " 业，提升产业集中度。",
                                        "if 发展壮大各类园区。建设省级及以上开发",
                                        "f 区，构建高水平专业化产业服务支撑平台，",
                                        " 完善设施。",
                                        "i 强化产业支撑。",
                                        NULL};
    assert_paragraphs(
        lines,
        "四、实施潜力地区城镇化水平提升行动\n"
        "壮大特色优势产业。因地制宜发展主导产业，提升产业集中度。\n"
        "发展壮大各类园区。建设省级及以上开发区，构建高水平专业化产业服务支撑平台，完善设施。\n"
        "强化产业支撑。\n");
}

static void headings_tell_paragraphs_that_are_not_set_in(void **state) {
    (void)state;
    static const char *const lines[] = {"f 保障公共卫生。深入实施健康行动，建立健全工作推进机制，",
                                        "f 完善指标框架体系，创成健康城市。",
                                        "f 健全应急管理体系。提升监测预警水平，完善联动机制，",
                                        "f 加快建设指挥平台。到二〇三〇年，全面建成。",
                                        " 平台统一管理。",
                                        "f 强化人才支撑。完善驻村政策，开展结对行动，加大交流",
                                        " 力度。",
                                        "f 优化服务供给。推进返乡创业示范县建设，完善社会保障",
                                        " 政策。",
                                        "f 加强组织领导。各部门要压实责任，细化措施，确保各项",
                                        " 任务落实。",
                                        NULL};
    assert_paragraphs(lines,
                      "保障公共卫生。深入实施健康行动，建立健全工作推进机制，完善指标框架体系，"
                      "创成健康城市。\n"
                      "健全应急管理体系。提升监测预警水平，完善联动机制，加快建设指挥平台。"
                      "到二〇三〇年，全面建成。平台统一管理。\n"
                      "强化人才支撑。完善驻村政策，开展结对行动，加大交流力度。\n"
                      "优化服务供给。推进返乡创业示范县建设，完善社会保障政策。\n"
                      "加强组织领导。各部门要压实责任，细化措施，确保各项任务落实。\n");
}

static void gaps_tell_paragraphs_that_are_not_set_in(void **state) {
    (void)state;
    static const char *const lines[] = {"f 各地区要提高认识，把工作摆上重要位置，抓好落实。",
                                        "f 各部门要加强协作，形成合力，",
                                        " 共同推进。",
                                        "af 要做好宣传，营造良好氛围，让群众了解政策的内容。",
                                        "af 要总结经验，推广典型，定期通报工作进展情况，并且",
                                        " 报送总结。",
                                        "a 要严肃纪律。",
                                        "a 附则。",
                                        NULL};
    assert_paragraphs(lines, "各地区要提高认识，把工作摆上重要位置，抓好落实。"
                             "各部门要加强协作，形成合力，共同推进。\n"
                             "要做好宣传，营造良好氛围，让群众了解政策的内容。\n"
                             "要总结经验，推广典型，定期通报工作进展情况，并且报送总结。\n"
                             "要严肃纪律。\n附则。\n");
}

static void a_title_that_fills_its_line_goes_on(void **state) {
    (void)state;
    static const char *const lines[] = {
        "cf 平和县深入实施以人为本的新型城镇化战略五", "itc 年工作方案",
        "f 推进工作，现印发给你们，请认真抓好贯彻", " 落实。", NULL};
    assert_paragraphs(lines, "平和县深入实施以人为本的新型城镇化战略五年工作方案\n"
                             "推进工作，现印发给你们，请认真抓好贯彻落实。\n");
}

static void a_list_goes_on_behind_a_full_line(void **state) {
    (void)state;
    static const char *const lines[] = {"f 救援装备：搜索产品、化学品救援产品、矿难救援产品、特",
                                        "f 种设备应急产品、电力应急保障产品、机动救援装备、大流",
                                        " 量排水装备等。", NULL};
    assert_paragraphs(lines, "救援装备：搜索产品、化学品救援产品、矿难救援产品、特种设备应急产品、"
                             "电力应急保障产品、机动救援装备、大流量排水装备等。\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heading_that_fills_its_line_ends_with_it),
        cmocka_unit_test(headings_tell_paragraphs_that_are_not_set_in),
        cmocka_unit_test(gaps_tell_paragraphs_that_are_not_set_in),
        cmocka_unit_test(a_title_that_fills_its_line_goes_on),
        cmocka_unit_test(a_list_goes_on_behind_a_full_line),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
