/* Layout: what is joined, what is set aside, which spaces go, and the way back to the bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "extract/layout/flow.h"
#include "ingest/builder.h"
#include "ingest/fold.h"

static duban_rules *rules;

typedef struct {
    duban_arena *arena;
    duban_input input;
    const duban_flow *flow;
    duban_diags diags;
} layout;

static duban_status lay_out(void *context) {
    layout *l = context;
    duban_document *document;
    duban_status status = duban_document_read(l->arena, &l->input, &document, &l->diags);
    if (status != DUBAN_OK) return status;
    l->flow = duban_flow_make(document, duban_matcher_new(rules, l->arena, &l->diags), &l->diags);
    return DUBAN_OK;
}

static layout make(const char *text) {
    layout l = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    l.input = (duban_input){"a.txt", (const unsigned char *)text, strlen(text)};
    l.diags.arena = l.arena;
    assert_int_equal(duban_arena_run(l.arena, lay_out, &l), DUBAN_OK);
    assert_true(duban_flow_check(l.flow));
    return l;
}

static const char *const kinds[] = {"", "| ", "~ "};

/* Lays out the text and compares: one paragraph a line, "~ " before furniture, "| " before cells.
 */
static void assert_flow(const char *text, const char *expected) {
    layout l = make(text);
    char *all = duban_arena_printf(l.arena, "%s", "");
    for (uint32_t i = 0; i < l.flow->para_count; i++) {
        const duban_para *p = &l.flow->paras[i];
        char *s = duban_str_to_utf8(l.arena, duban_flow_text(l.flow, p->span));
        all = duban_arena_printf(l.arena, "%s%s%s%s\n", all, kinds[p->kind], p->bullet ? "* " : "",
                                 s);
    }
    assert_string_equal(all, expected);
    duban_arena_free(l.arena);
}

static void what_a_page_break_cut_is_joined(void **state) {
    (void)state;
    assert_flow(
        "以人为本，共享发展。把推进农业转移人口市民化作为\n\n新型城镇化首要任务，坚持人民城市"
        "人民建。\n统筹协调，城乡融合。\n",
        "以人为本，共享发展。把推进农业转移人口市民化作为新型城镇化首要任务，坚持人民城市人民"
        "建。\n统筹协调，城乡融合。\n");
    assert_flow("加强日常监测和评估督导，探\n索建立评价指标体系。\n",
                "加强日常监测和评估督导，探索建立"
                "评价指标体系。\n");
    assert_flow("加快建设。推进服务\n，完善功能。\n", "加快建设。推进服务，完善功能。\n");
    assert_flow("保鲜设施建设工程。\n\n到\n\n2025年，建设一批设施。\n",
                "保鲜设施建设工程。\n到2025年，建设一批设施。\n");
    assert_flow("加快建设。推进统筹规划\n、建设和管理。\n",
                "加快建设。推进统筹规划、建设和管理。\n");
}

static void a_page_number_does_not_part_a_sentence(void **state) {
    (void)state;
    assert_flow("推进设施建设，完善\n- 3 -\n\n服务功能。\n12\n二、重点任务\n",
                "推进设施建设，完善服务功能。\n~ - 3 -\n12\n二、重点任务\n");
    assert_flow("推进设施建设，完善\n12\n服务功能。\n", "推进设施建设，完善服务功能。\n~ 12\n");
    assert_flow("推进设施建设，完善\f服务功能。\n", "推进设施建设，完善服务功能。\n");
}

static void an_open_bracket_is_closed(void **state) {
    (void)state;
    assert_flow("关于印发《某州深入推进以人为本新型城镇化\n\n战略五年工作方案》的通知\n",
                "关于印发《某州深入推进以人为本新型城镇化战略五年工作方案》的通知\n");
    assert_flow("1.加强应用。助力交通。（牵头部\n门：市交通委、市水务局）\n2.推广。\n",
                "1.加强应用。助力交通。（牵头部门：市交通委、市水务局）\n2.推广。\n");
    assert_flow("1.加强应用。助力交通。（\n牵头部门：市交通委）\n2.开展“\n总对总”业务。\n",
                "1.加强应用。助力交通。（牵头部门：市交通委）\n2.开展“总对总”业务。\n");
    assert_flow("推动企业\n“上云用数”\n", "推动企业\n“上云用数”\n");
    assert_flow("（责任单位：市公安局\n2.促进就业。（完）\n",
                "（责任单位：市公安局\n2.促进就业。（完）"
                "\n");
}

static void what_begins_something_stays_apart(void **state) {
    (void)state;
    assert_flow(
        "坚持人民至上，推进改革\n（一）强化领导\n1.加强统筹，落实责任\n各部门要加强配合。\n",
        "坚持人民至上，推进改革\n（一）强化领导\n1.加强统筹，落实责任\n各部门要加强配合。\n");
    assert_flow("推进城镇建设，提升服务\n（责任单位：市公安局负责）。\n——加快发展\n一是加强领导\n",
                "推进城镇建设，提升服务\n（责任单位：市公安局负责）。\n——加快发展\n一是加强领导\n");
    assert_flow("以人为本，共享发展\n把推进改革作为首要任务，坚持统筹。\n",
                "以人为本，共享发展\n把推进改革作为首要任务，坚持统筹。\n");
}

static void titles_are_not_joined(void **state) {
    (void)state;
    static const char lines[] =
        "某市深入实施新型城镇化战略\n五年行动计划试点工作方案\n某市人民政府\n"
        "2025年6月18日\n";
    assert_flow(lines, lines);
}

static void lines_that_were_a_table_are_cells(void **state) {
    (void)state;
    assert_flow(
        "主要指标表\n序号\n指标名称\n2025年\n1\n常住人口城镇化率(%)\n60.98\n2.\n就业人数\n——\n"
        "注：“[ ]”内为累计。\n二、重点任务\n（一）加快发展\n推动发展，新增就业20万人。\n",
        "主要指标表\n| 序号\n| 指标名称\n| 2025年\n| 1\n| 常住人口城镇化率(%)\n| 60.98\n| 2.\n"
        "| 就业人数\n| ——\n| 注：“[ ]”内为累计。\n二、重点任务\n（一）加快发展\n推动发展，新增就业"
        "20万人。\n");
    assert_flow(
        "指标 单位 2020年 2025年\n粮食产量 万吨 900 1000\n经济作物\n油料产量 万吨 30 35\n"
        "二、重点任务\n2025年\n指标\n属性\n",
        "| 指标 单位 2020年 2025年\n| 粮食产量 万吨 900 1000\n| 经济作物\n| 油料产量 万吨 30 35\n"
        "二、重点任务\n2025年\n指标\n属性\n");
}

static void a_dateline_ends_what_lost_its_stop(void **state) {
    (void)state;
    assert_flow("请各单位抓好落实，确保目标任务如期完成\n某市人民政府办公室\n2025年6月18日\n",
                "请各单位抓好落实，确保目标任务如期完成\n某市人民政府办公室\n2025年6月18日\n");
}

static void page_furniture_is_set_aside(void **state) {
    (void)state;
    assert_flow(
        "站群导航\n加入收藏\n|\n设为首页\n当前位置：首页 > 政务公开\n索引号: 123 发布机构:\n"
        "一、政务服务\n推进政务服务一网通办，完善服务功能，提升服务水平，打造良好的营商环境，方便"
        "群众办事创业。\n政务服务\n推广“扫一扫”支付方式，丰富应用场景，优化服务流程，提升服务水平"
        "和群众获得感。\n【打印正文】\n分享到:\n【字体: 大 中 小】\n上一篇：关于某事的通知\n"
        "用户登录\n",
        "~ 站群导航\n~ 加入收藏\n~ |\n~ 设为首页\n~ 当前位置：首页 > 政务公开\n"
        "索引号: 123 发布机构:\n一、政务服务\n推进政务服务一网通办，完善服务功能，提升服务水平，"
        "打造良好的营商环境，方便群众办事创业。\n政务服务\n推广“扫一扫”支付方式，丰富应用场景，"
        "优化服务流程，提升服务水平和群众获得感。\n~ 【打印正文】\n~ 分享到:\n"
        "~ 【字体: 大 中 小】\n~ 上一篇：关于某事的通知\n~ 用户登录\n");
}

static void front_matter_is_set_aside(void **state) {
    (void)state;
    assert_flow("---\ntitle: 某通知\ndoc_no: 某发〔2022〕1号\n---\n\n# 某通知\n",
                "~ title: 某通知\n~ doc_no: 某发〔2022〕1号\n某通知\n");
}

static void stray_spaces_go_and_evidence_stays(void **state) {
    (void)state;
    assert_flow(
        "根据《某计划》(某政〔2024〕48号) 精神,到 2030 年,建 成 5G 基站 10 个,推动 AI 应用 。\n",
        "根据《某计划》(某政〔2024〕48号) 精神,到2030年,建成5G 基站10个,推动 AI 应用。\n");
    assert_flow("某省人民政府 2024年11月17日\n关于印发《某方案》的 通 知\n专栏1  重点项目\n"
                "（一）强化领导 各地要加强统筹，落实责 任。\n",
                "某省人民政府 2024年11月17日\n关于印发《某方案》的 通 知\n专栏1  重点项目\n"
                "（一）强化领导 各地要加强统筹，落实责任。\n");
}

static void lines_broken_at_a_width_are_joined(void **state) {
    (void)state;
    static const char wrapped[] = "　　为贯彻落实国务院关于深入实施新型城镇化战略的决策部\n"
                                  "署加快推进农业转移人口市民化，提升城镇化质量和水平，结\n"
                                  "合本市实际，制定本方案。坚持以人民为中心的发展思想不动\n"
                                  "摇，统筹城乡融合与产城联动。实现农业转移人口融入城区。\n"
                                  "新型工业化城镇化发展更加协调，城市功能品质显著增强，城\n"
                                  "镇水平和质量稳步提升。\n"
                                  "　　一、总体目标\n"
                                  "　　到二〇三〇年，常住人口城镇化率明显提高，基本公共服\n"
                                  "务覆盖全部常住人口，县城综合承载能力明显增强，城市治理\n"
                                  "体系更加完善。\n"
                                  "　　二、重点任务\n"
                                  "　　加快推进城市更新行动，完善基础设施，提升公共服务能\n"
                                  "力，推动县城补短板强弱项，促进城乡融合发展。\n";
    assert_flow(
        wrapped,
        "为贯彻落实国务院关于深入实施新型城镇化战略的决策部署加快推进农业转移人口市民化，提升城镇"
        "化质量和水平，结合本市实际，制定本方案。坚持以人民为中心的发展思想不动摇，统筹城乡融合与"
        "产城联动。实现农业转移人口融入城区。新型工业化城镇化发展更加协调，城市功能品质显著增强，"
        "城镇水平和质量稳步提升。\n一、总体目标\n到二〇三〇年，常住人口城镇化率明显提高，基本公共服"
        "务覆盖全部常住人口，县城综合承载能力明显增强，城市治理体系更加完善。\n二、重点任务\n加快推"
        "进城市更新行动，完善基础设施，提升公共服务能力，推动县城补短板强弱项，促进城乡融合发展。"
        "\n");
}

/* A digit is half as wide as other characters, so that its line ends before the others. */
static void a_line_with_a_digit_is_full_too(void **state) {
    (void)state;
    static const char wrapped[] = "为贯彻落实国务院关于实施新型城镇化战略的部署，加快推进\n"
                                  "农业转移人口市民化，提升城镇化质量和水平，结合本市的实\n"
                                  "际情况，制定本方案。坚持以人民为中心的发展思想不动摇摇\n"
                                  "，统筹城乡融合与产城联动。实现农业转移人口融入城区各方\n"
                                  "面。新型工业化城镇化发展更加协调，城市功能品质显著增强\n"
                                  "，水平提升。\n"
                                  "一、保障产业用地\n"
                                  "省级每年安排新增用地指标，涉农县每年安排不少于5%的新增\n"
                                  "建设用地指标，统筹保障新型农业经营主体发展乡村产业的用\n"
                                  "地需求，优先保障项目。\n";
    assert_flow(
        wrapped,
        "为贯彻落实国务院关于实施新型城镇化战略的部署，加快推进农业转移人口市民化，提升城镇化质量"
        "和水平，结合本市的实际情况，制定本方案。坚持以人民为中心的发展思想不动摇摇，统筹城乡融合"
        "与产城联动。实现农业转移人口融入城区各方面。新型工业化城镇化发展更加协调，城市功能品质显"
        "著增强，水平提升。\n一、保障产业用地\n省级每年安排新增用地指标，涉农县每年安排不少于5%的"
        "新增建设用地指标，统筹保障新型农业经营主体发展乡村产业的用地需求，优先保障项目。\n");
}

static void a_notice_on_one_line_is_one_paragraph(void **state) {
    (void)state;
    assert_flow(
        "某市人民政府关于某事的意见各区县人民政府：为做好工作，提出如下意见。一、指导思想以…为"
        "指导。二、基本原则（一）统筹兼顾。",
        "某市人民政府关于某事的意见各区县人民政府：为做好工作，提出如下意见。一、指导思想以…为指导"
        "。二、基本原则（一）统筹兼顾。\n");
}

static void a_span_knows_its_source_ranges(void **state) {
    (void)state;
    static const char text[] = "推进设施**建设**，完 善\n- 3 -\n服务功能。\n";
    layout l = make(text);
    duban_src *ranges;
    duban_span all = l.flow->paras[0].span;
    assert_int_equal(duban_flow_source(l.flow, all, l.arena, &ranges), 2);
    assert_memory_equal(text + ranges[0].start, "推进设施**建设**，完 善",
                        ranges[0].end - ranges[0].start);
    assert_memory_equal(text + ranges[1].start, "服务功能。", ranges[1].end - ranges[1].start);
    duban_span first = {0, 9};
    assert_int_equal(duban_flow_source(l.flow, first, l.arena, &ranges), 1);
    assert_int_equal(duban_flow_para_at(l.flow, all.end - 1), 0);
    assert_int_equal(duban_flow_para_at(l.flow, all.end), l.flow->para_count);
    assert_string_equal(duban_flow_quote(l.flow, all, l.arena), "推进设施建设，完善服务功能。");
    duban_arena_free(l.arena);
}

static void a_quote_has_no_space_beside_chinese(void **state) {
    (void)state;
    layout l = make("推动 AI for science 在 2025 年 应用");
    assert_string_equal(duban_flow_quote(l.flow, l.flow->paras[0].span, l.arena),
                        "推动AI for science在2025年应用");
    duban_arena_free(l.arena);
}

static void add_line(duban_builder *b, uint32_t part, const char16_t *text) {
    duban_builder_open(b, (duban_block){.kind = DUBAN_BLOCK_LINE, .part = part});
    for (uint32_t i = 0; text[i]; i++) duban_builder_add(b, text[i], 10 + 3 * i, 3);
    duban_builder_close(b);
}

static duban_status lay_out_pages(void *context) {
    static const char *const pages[] = {"page/1", "page/2"};
    layout *l = context;
    duban_document *d = duban_arena_alloc(l->arena, sizeof *d);
    *d = (duban_document){.arena = l->arena, .parts = pages, .part_count = 2};
    duban_builder b;
    duban_builder_init(&b, d, 10);
    add_line(&b, 0, u"推进设施建设，完善");
    add_line(&b, 0, u"- 1 -");
    add_line(&b, 1, u"服务功能。");
    duban_builder_finish(&b);
    l->flow = duban_flow_make(d, duban_matcher_new(rules, l->arena, &l->diags), &l->diags);
    return DUBAN_OK;
}

static void a_sentence_goes_on_over_the_page(void **state) {
    (void)state;
    layout l = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    l.diags.arena = l.arena;
    assert_int_equal(duban_arena_run(l.arena, lay_out_pages, &l), DUBAN_OK);
    assert_true(duban_flow_check(l.flow));
    assert_int_equal(l.flow->para_count, 2);
    assert_true(l.flow->paras[0].joined);
    duban_src *ranges;
    assert_int_equal(duban_flow_source(l.flow, l.flow->paras[0].span, l.arena, &ranges), 2);
    assert_int_equal(ranges[0].part, 0);
    assert_int_equal(ranges[0].end, 10 + 3 * 9);
    assert_int_equal(ranges[1].part, 1);
    assert_int_equal(ranges[1].start, 10);
    duban_arena_free(l.arena);
}

/* Each unit of the flow is what its source bytes say, and its fold is theirs. */
static void every_unit_is_proven_by_its_bytes(void **state) {
    (void)state;
    static const char text[] =
        "# 一、总体要求\n- 到 2030 年，**城镇化率**达到６０％左右，新增 𠮷 1万人，推\n"
        "进①改革。【打印】\n(责任单位：市公安局)\n";
    layout l = make(text);
    for (uint32_t i = 0; i < l.flow->length; i++) {
        if (l.flow->width[i] == 0) continue;
        duban_str s = duban_str_from_utf8(l.arena, text + l.flow->src[i], l.flow->width[i]);
        assert_int_equal(s.units[0], l.flow->text[i]);
        assert_int_equal(duban_fold_unit(s.units[0]), l.flow->fold[i]);
    }
    duban_arena_free(l.arena);
}

static int load_rules(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new(1 << 24);
    duban_diags diags = {.arena = arena};
    rules = duban_rules_load(DUBAN_RULES_DIR, &diags);
    for (uint32_t i = 0; i < diags.count; i++) print_error("%s\n", diags.items[i].message);
    duban_arena_free(arena);
    return rules ? 0 : -1;
}

static int free_rules(void **state) {
    (void)state;
    duban_rules_free(rules);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_page_break_cut_is_joined),
        cmocka_unit_test(a_page_number_does_not_part_a_sentence),
        cmocka_unit_test(an_open_bracket_is_closed),
        cmocka_unit_test(what_begins_something_stays_apart),
        cmocka_unit_test(titles_are_not_joined),
        cmocka_unit_test(lines_that_were_a_table_are_cells),
        cmocka_unit_test(a_dateline_ends_what_lost_its_stop),
        cmocka_unit_test(page_furniture_is_set_aside),
        cmocka_unit_test(front_matter_is_set_aside),
        cmocka_unit_test(stray_spaces_go_and_evidence_stays),
        cmocka_unit_test(lines_broken_at_a_width_are_joined),
        cmocka_unit_test(a_line_with_a_digit_is_full_too),
        cmocka_unit_test(a_notice_on_one_line_is_one_paragraph),
        cmocka_unit_test(a_span_knows_its_source_ranges),
        cmocka_unit_test(a_quote_has_no_space_beside_chinese),
        cmocka_unit_test(a_sentence_goes_on_over_the_page),
        cmocka_unit_test(every_unit_is_proven_by_its_bytes),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
