/* How a paragraph is taken apart: clauses at punctuation, segments so that each has one quantity.
 */
#include "extract/records/binding/clause.h"
#include "tests/unit/flow_fixture.h"

typedef struct {
    noting n;
    duban_binding binding;
} reading;

/* "|" before each segment, "/" before each clause that has none; what brackets hold comes first. */
static void list_clause(void *context, const duban_clause *clause) {
    reading *r = context;
    const duban_flow *flow = r->binding.flow;
    duban_segments segments = duban_clause_segments(&r->binding, clause);
    if (segments.count == 0)
        r->n.found = duban_arena_printf(r->n.arena, "%s/%s", r->n.found,
                                        duban_flow_quote(flow, clause->span, r->n.arena));
    for (uint32_t i = 0; i < segments.count; i++)
        r->n.found = duban_arena_printf(r->n.arena, "%s|%s", r->n.found,
                                        duban_flow_quote(flow, segments.items[i].span, r->n.arena));
}

static duban_status read_clauses(void *context) {
    reading *r = context;
    duban_status status = make_flow(&r->n);
    if (status != DUBAN_OK) return status;
    const duban_flow *flow = r->n.flow;
    duban_node node = {.kind = DUBAN_NODE_TASK,
                       .label = DUBAN_SPAN_NONE,
                       .heading = DUBAN_SPAN_NONE,
                       .text_count = 1};
    duban_span text = flow->paras[0].span;
    duban_outline outline = {.nodes = &node, .count = 1, .texts = &text, .text_count = 1};
    duban_records records = {.arena = r->n.arena};
    r->binding = duban_binding_make(flow, &outline, NULL, r->n.matcher, &records, &r->n.diags);
    duban_clauses_read(&r->binding, text, list_clause, r);
    return DUBAN_OK;
}

static const struct {
    const char *text, *segments;
} paragraphs[] = {
    {"新增院士工作站4家和中原学者工作站10家", "|新增院士工作站4家|中原学者工作站10家"},
    {"建设省级、市级中心各3个", "|建设省级、市级中心各3个"},
    {"引进100名人才和20个团队，打造一流平台。", "|引进100名人才|20个团队/打造一流平台"},
    {"建设年产10万吨的工厂、配套设施2处",
     "|建设年产10万吨的工厂、配套设施2处|建设年产10万吨的工厂、配套设施2处"},
    {"新建道路15条20公里", "|新建道路15条|20公里"},
    {"培育综合服务型(7个)", "|培育综合服务型(7个)"},
    {"建成中心15家(国家级2家)，新增8家", "|国家级2家|建成中心15家(国家级2家)|新增8家"},
    {"建成中心15家(国家级2家，新增8家", "|建成中心15家|国家级2家|新增8家"},
    {"完善机制；普及率达到95%。其中：农村90%", "/完善机制|普及率达到95%/其中|农村90%"},
};

static void paragraphs_are_taken_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++) {
        reading r = {.n = begin_noting("t.txt", paragraphs[i].text)};
        assert_int_equal(duban_arena_run(r.n.arena, read_clauses, &r), DUBAN_OK);
        assert_true(end_noting(&r.n, paragraphs[i].segments));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(paragraphs_are_taken_apart)};
    return cmocka_run_group_tests(tests, load_rules, free_rules);
}
