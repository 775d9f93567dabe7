/* Tables of indicators in each shape in which they arrive, and what they give. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "extract/notice.h"

static duban_rules *rules;

static const char head[] =
    "某市“十四五”农业发展规划\n\n某市人民政府\n2021年12月1日\n\n一、发展目标\n\n"
    "到2025年，全市农业综合生产能力稳步提升。\n\n";

/* "T" or "B", indicator, value unit, comparator, year, nature, + if cumulative, ~ if yearly. */
static void print_record(const duban_notice *n, const duban_record *r, char *out, size_t size) {
    const duban_target *t = &r->as.target;
    char value[2 * DUBAN_DECIMAL_TEXT], max[DUBAN_DECIMAL_TEXT];
    duban_decimal_print(t->quantity.is_range ? t->quantity.min : t->quantity.value, value);
    if (t->quantity.is_range) {
        strcat(value, "..");
        strcat(value, duban_decimal_print(t->quantity.max, max));
    }
    bool target = r->kind == DUBAN_RECORD_TARGET;
    size_t used = strlen(out);
    used += (size_t)snprintf(
        out + used, size - used, "%c %s|%s%s|%s|%d|%s%s%s|%s", target ? 'T' : 'B',
        duban_flow_quote(n->flow, t->indicator, n->arena), value,
        t->quantity.unit ? t->quantity.unit : "", duban_comparator_word(t->quantity.comparator),
        target ? t->by.year : t->at.year, t->nature ? t->nature : "", t->cumulative ? "+" : "",
        t->recurrence ? "~" : "", duban_flow_quote(n->flow, t->quantity.span, n->arena));
    const char *scope =
        duban_span_is_set(t->scope) ? duban_flow_quote(n->flow, t->scope, n->arena) : NULL;
    snprintf(out + used, size - used, "%s%s\n", scope ? "|@" : "", scope ? scope : "");
}

static void assert_records(const char *href, const char *table, const char *expected) {
    char text[8192], found[8192] = "";
    snprintf(text, sizeof text, "%s%s", table[0] == '<' ? "" : head, table);
    duban_input input = {href, (const unsigned char *)text, strlen(text)};
    duban_notice *n;
    assert_int_equal(duban_notice_read(rules, &input, &n), DUBAN_OK);
    for (uint32_t i = 0; i < n->records.count; i++) {
        const duban_record *r = &n->records.items[i];
        if (r->kind == DUBAN_RECORD_TARGET || r->kind == DUBAN_RECORD_BASELINE)
            print_record(n, r, found, sizeof found);
    }
    assert_string_equal(found, expected);
    duban_notice_free(n);
}

static const char usual[] = "T 粮食产量|10000000吨|ge|2025|binding|≥1000\n"
                            "B 粮食产量|9000000吨|eq|2020||900\n"
                            "T 农产品加工率|75%|approx|2025|expected|75左右\n"
                            "B 农产品加工率|68.5%|eq|2020||68.5\n"
                            "T 新增高标准农田|500000亩|eq|2025|expected+|[50]\n";

static void a_pipe_table(void **state) {
    (void)state;
    assert_records(
        "a.md",
        "主要指标表\n\n| 序号 | 指标 | 单位 | 2020年 | 2025年 | 属性 |\n"
        "|---|---|---|---|---|---|\n| 1 | 粮食产量 | 万吨 | 900 | ≥1000 | 约束性 |\n"
        "| 2 | 农产品加工率 | % | 68.5 | 75左右 | 预期性 |\n"
        "| 3 | 新增高标准农田 | 万亩 | — | [50] | 预期性 |\n\n二、重点任务\n\n加强领导。\n",
        usual);
}

static void one_cell_a_line(void **state) {
    (void)state;
    assert_records(
        "a.txt",
        "主要指标表\n\n序号\n指标\n单位\n2020年\n2025年\n属性\n1\n粮食产量\n万吨\n900\n≥1000\n"
        "约束性\n2\n农产品加工率\n%\n68.5\n75左右\n预期性\n3\n新增高标准农田\n万亩\n[50]\n"
        "预期性\n注：[ ]内为累计数。\n\n二、重点任务\n\n加强领导。\n",
        usual);
}

static void a_row_a_line(void **state) {
    (void)state;
    assert_records(
        "a.txt",
        "主要指标表\n序号 指标 单位 2020年 2025年 属性\n1 粮食产量 万吨 900 ≥1000 约束性\n"
        "2 农产品加工率 % 68.5 75左右 预期性\n3 新增高标准农田 万亩 — [50] 预期性\n"
        "二、重点任务\n加强领导。\n",
        usual);
}

/* A box that is a table of goals: no year in its head but one in its caption. */
static void a_box_with_a_period_in_its_caption(void **state) {
    (void)state;
    assert_records(
        "a.txt",
        "专栏1  “十四五”时期主要指标\n序号\n指　　标\n预期值\n属性\n1\n生产安全事故死亡人数\n"
        "下降15%\n约束性\n2\n年均每十万人受灾人次\n<15000\n预期性\n\n体制机制更加完善。装备"
        "配备达标率达到80%。\n二、重点任务\n加强领导。\n",
        "T 装备配备达标率|80%|eq|2025||80%\n"
        "T 生产安全事故死亡人数|15%|eq|2025|binding|15%\n"
        "T 年均每十万人受灾人次|15000|lt|2025|expected|<15000\n");
}

/* The shape of a five-year plan's table: labels in the cells, classes, dashes, values in words. */
static void labels_and_classes_in_cells(void **state) {
    (void)state;
    assert_records(
        "a.txt",
        "专栏1 “十四五”主要指标\n类别\n指标\n2020年\n2025年\n年均/累计\n属性\n经济发展\n"
        "1.地区生产总值（GDP）增长（%）\n2.3\n—\n5.5左右\n预期性\n"
        "2.全员劳动生产率增长（%）\n2.5\n—\n高于GDP增长\n预期性\n3.常住人口城镇化率（%）\n60.6*\n"
        "65\n—\n预期性\n绿色生态\n4.单位GDP能源消耗降低（%）\n—\n—\n[13.5]\n约束性\n"
        "注：①[ ]内为5年累计数。②带*的为2019年数据。\n二、重点任务\n加强领导。\n",
        "T 地区生产总值（GDP）增长|5.5%|approx|2025|expected~|5.5左右\n"
        "B 地区生产总值（GDP）增长|2.3%|eq|2020||2.3\n"
        "B 全员劳动生产率增长|2.5%|eq|2020||2.5\n"
        "T 常住人口城镇化率|65%|eq|2025|expected|65\n"
        "B 常住人口城镇化率|60.6%|eq|2020||60.6\n"
        "T 单位GDP能源消耗降低|13.5%|eq|2025|binding+|[13.5]\n");
}

static void cells_run_together(void **state) {
    (void)state;
    assert_records(
        "a.txt",
        "主要指标如下：序号指标单位2020年2025年属性1粮食产量万吨900≥1000约束性"
        "2肉类总产量万吨158180预期性3农产品加工率%68.575预期性4新增高标准农田万亩[50]预期性\n"
        "二、重点任务\n加强领导。\n",
        "T 粮食产量|10000000吨|ge|2025|binding|≥1000\n"
        "B 粮食产量|9000000吨|eq|2020||900\n"
        "T 肉类总产量|1800000吨|eq|2025|expected|180\n"
        "B 肉类总产量|1580000吨|eq|2020||158\n"
        "T 农产品加工率|75%|eq|2025|expected|75\n"
        "B 农产品加工率|68.5%|eq|2020||68.5\n"
        "T 新增高标准农田|500000亩|eq|2025|expected+|[50]\n");
}

static void a_grid_with_classes_and_two_rows_of_heads(void **state) {
    (void)state;
    assert_records(
        "a.html",
        "<html><body><p>某市“十四五”农业发展规划（2021-2025年）</p><p>一、发展目标</p>"
        "<p>到2025年，全市农业综合生产能力稳步提升。</p><p>主要指标表</p><table><tr><td "
        "rowspan=2>类别</td><td rowspan=2>指标</td>"
        "<td colspan=2>目标值</td><td rowspan=2>年均增长</td></tr><tr><td>2020年实际</td>"
        "<td>2025年</td></tr><tr><td rowspan=2>经济发展</td><td>农林牧渔业总产值（亿元）</td>"
        "<td>1,200</td><td>1500</td><td>5%</td></tr><tr><td>绿色食品（个）</td><td>20</td>"
        "<td>30-40</td><td></td></tr></table><p>二、重点任务</p></body></html>",
        "T 农林牧渔业总产值|150000000000元|eq|2025||1500\n"
        "T 农林牧渔业总产值|5%|eq|2025|~|5%\n"
        "B 农林牧渔业总产值|120000000000元|eq|2020||1,200\n"
        "T 绿色食品|30..40个|range|2025||30-40\n"
        "B 绿色食品|20个|eq|2020||20\n");
}

static void a_unit_above_and_heads_that_broke(void **state) {
    (void)state;
    assert_records(
        "a.txt",
        "主要指标表\n单位：亿元\n指标\n2020年\n基期值\n2025年\n目标值\n农业产值\n120\n150\n"
        "加工产值（万元）\n30\n45\n二、重点任务\n加强领导。\n",
        "T 农业产值|15000000000元|eq|2025||150\nB 农业产值|12000000000元|eq|2020||120\n"
        "T 加工产值|450000元|eq|2025||45\nB 加工产值|300000元|eq|2020||30\n");
}

static void a_table_goes_on_over_the_page(void **state) {
    (void)state;
    assert_records(
        "a.md",
        "主要指标表\n\n| 指标 | 2025年 |\n|---|---|\n| 粮食产量（万吨） | 900 |\n\n续表\n\n"
        "| 油料产量（万吨） | 30 |\n|---|---|\n| 茶叶产量（万吨） | 5 |\n",
        "T 油料产量|300000吨|eq|2025||30\nT 茶叶产量|50000吨|eq|2025||5\n"
        "T 粮食产量|9000000吨|eq|2025||900\n");
}

static void what_is_no_table_of_indicators_gives_nothing(void **state) {
    (void)state;
    assert_records("a.md",
                   "任务分工表\n\n| 序号 | 工作任务 | 牵头单位 |\n|---|---|---|\n"
                   "| 1 | 推进改革 | 市发展改革委 |\n",
                   "");
    assert_records("a.md", "任务分解表\n\n| 县（市、区） | 2025年 |\n|---|---|\n| 甲县 | 12 |\n",
                   "");
    assert_records("a.txt", "各项指标2020年、2025年分别公布。\n", "");
}

static void doubtful_digits_give_a_warning(void **state) {
    (void)state;
    static const char text[] =
        "主要指标：指标2020年2025年属性甲产量1111预期性乙产量95008000000000预期性";
    duban_input input = {"a.txt", (const unsigned char *)text, sizeof text - 1};
    duban_notice *n;
    assert_int_equal(duban_notice_read(rules, &input, &n), DUBAN_OK);
    uint32_t warnings = 0;
    for (uint32_t i = 0; i < n->diags.count; i++)
        warnings += strstr(n->diags.items[i].message, "run together") != NULL;
    assert_int_equal(warnings, 1);
    duban_notice_free(n);
}

/* Thousands of digits in a row must not be cut in every way that there is. */
static void endless_digits_end(void **state) {
    (void)state;
    static const char start[] = "指标2020年2025年2030年2035年属性甲产量", end[] = "预期性";
    char text[12000];
    size_t used = strlen(start);
    memcpy(text, start, used);
    for (int i = 0; i < 9000; i++) text[used++] = (char)('1' + i % 9);
    memcpy(text + used, end, sizeof end);
    duban_input input = {"a.txt", (const unsigned char *)text, strlen(text)};
    duban_notice *n;
    assert_int_equal(duban_notice_read(rules, &input, &n), DUBAN_OK);
    duban_notice_free(n);
}

/* Ends a stretch of the file at a mark and returns what stands behind it. */
static char *cut_at(char *text, const char *mark) {
    char *end = strstr(text, mark);
    if (!end) return NULL;
    *end = 0;
    return end + strlen(mark);
}

/* The cases of tests/tables/indicator_tables.txt, as its head explains; an empty line ends each. */
static void tables_of_the_file(void **state) {
    (void)state;
    static char text[1 << 16];
    FILE *file = fopen(DUBAN_SOURCE_DIR "/tests/tables/indicator_tables.txt", "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    uint32_t cases = 0;
    for (char *at = cut_at(text, "\n### "); at; cases++) {
        char *next = cut_at(at, "\n### ");
        char *href = cut_at(at, "\n"), *table = cut_at(href, "\n");
        char *records = cut_at(table, "\n---\n");
        assert_non_null(records);
        print_message("           %s\n", at);
        assert_records(href, table, records);
        at = next;
    }
    assert_true(cases >= 20);
}

static int load_rules(void **state) {
    (void)state;
    rules = duban_rules_load(DUBAN_RULES_DIR, NULL);
    return rules ? 0 : -1;
}

static int free_rules(void **state) {
    (void)state;
    duban_rules_free(rules);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pipe_table),
        cmocka_unit_test(one_cell_a_line),
        cmocka_unit_test(a_row_a_line),
        cmocka_unit_test(a_box_with_a_period_in_its_caption),
        cmocka_unit_test(labels_and_classes_in_cells),
        cmocka_unit_test(cells_run_together),
        cmocka_unit_test(a_grid_with_classes_and_two_rows_of_heads),
        cmocka_unit_test(a_unit_above_and_heads_that_broke),
        cmocka_unit_test(a_table_goes_on_over_the_page),
        cmocka_unit_test(what_is_no_table_of_indicators_gives_nothing),
        cmocka_unit_test(tables_of_the_file),
        cmocka_unit_test(doubtful_digits_give_a_warning),
        cmocka_unit_test(endless_digits_end),
    };
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
