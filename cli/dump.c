/*
 * duban dump: what a stage made of a notice, as stable text: one thing a line, fields separated by
 * tabs, the text last. It is what golden tests compare.
 */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/message.h"
#include "cli/reading.h"
#include "cli/rules_dir.h"
#include "out/place.h"

enum { STAGE, RULES };

typedef struct {
    const duban_notice *notice;
    duban_arena *arena;
} dumping;

static void put_text(dumping *d, duban_str text) {
    for (const char *at = duban_str_to_utf8(d->arena, text); *at; at++) {
        putchar(*at == '\n' || *at == '\t' ? ' ' : *at);
    }
}

static void put_span(dumping *d, duban_span span) {
    put_text(d, duban_flow_text(d->notice->flow, span));
}

static const char *place(dumping *d, duban_span span) {
    const char *src = duban_place_print(d->notice->flow, span, d->arena);
    return src ? src : "-";
}

static void dump_blocks(dumping *d) {
    static const char *const kinds[] = {
        [DUBAN_BLOCK_LINE] = "line", [DUBAN_BLOCK_CELL] = "cell", [DUBAN_BLOCK_RULE] = "rule"};
    const duban_document *document = d->notice->document;
    printf("# %s %s, %u bytes, %u replaced\n", document->media_type, document->charset,
           (unsigned)document->bytes, document->replaced);
    for (uint32_t i = 0; i < document->block_count; i++) {
        const duban_block *b = &document->blocks[i];
        uint32_t start = b->span.start < document->length ? document->src[b->span.start] : 0;
        printf("%s\t%u", kinds[b->kind], start);
        if (b->heading) printf("\th%u", b->heading);
        if (b->bold) printf("\tbold");
        if (b->bullet) printf("\tbullet");
        if (b->indent) printf("\tindent %u", b->indent);
        if (b->blank_before) printf("\tblank %u", b->blank_before);
        if (b->kind == DUBAN_BLOCK_CELL) printf("\tcell %u.%u.%u", b->table, b->row, b->column);
        putchar('\t');
        put_text(d, (duban_str){document->text + b->span.start, b->span.end - b->span.start});
        putchar('\n');
    }
}

static void dump_flow(dumping *d) {
    static const char *const kinds[] = {[DUBAN_PARA_BODY] = "body",
                                        [DUBAN_PARA_CELL] = "cell",
                                        [DUBAN_PARA_FURNITURE] = "furniture"};
    const duban_flow *flow = d->notice->flow;
    for (uint32_t i = 0; i < flow->para_count; i++) {
        const duban_para *p = &flow->paras[i];
        printf("%s\t%s", kinds[p->kind], place(d, p->span));
        if (p->heading) printf("\th%u", p->heading);
        if (p->bold) printf("\tbold");
        if (p->bullet) printf("\tbullet");
        if (p->joined) printf("\tjoined");
        if (p->rule) printf("\t%s", p->rule);
        putchar('\t');
        put_span(d, p->span);
        putchar('\n');
    }
}

static void put_quote(dumping *d, const char *name, duban_span span) {
    if (!duban_span_is_set(span)) return;
    printf("\t%s ", name);
    put_span(d, span);
}

static void dump_outline(dumping *d) {
    static const char *const kinds[] = {
        [DUBAN_NODE_BODY] = "body", [DUBAN_NODE_SECTION] = "section", [DUBAN_NODE_TASK] = "task"};
    static const char *const forms[] = {
        [DUBAN_PLAIN] = "", [DUBAN_BOX] = " box", [DUBAN_TABLE] = " table"};
    const duban_outline *outline = d->notice->outline;
    for (uint32_t i = 0; i < outline->count; i++) {
        const duban_node *n = &outline->nodes[i];
        printf("%*s%s%s", 2 * n->level, "", kinds[n->kind], forms[n->form]);
        if (n->number) printf(" %d", n->number);
        if (n->inferred) printf(" inferred (%s)", n->proof ? n->proof : "");
        if (n->role) printf("\t%s", duban_role_word(n->role));
        put_quote(d, "label", n->label);
        put_quote(d, "heading", n->heading);
        if (n->rule) printf("\t[%s]", n->rule);
        putchar('\n');
        for (uint32_t t = 0; t < n->text_count; t++) {
            printf("%*sp\t", 2 * n->level + 2, "");
            put_span(d, outline->texts[n->first_text + t]);
            putchar('\n');
        }
    }
}

static void put_field(const char *name, const char *value) {
    if (value) printf("\t%s %s", name, value);
}

static void dump_meta(dumping *d) {
    const duban_meta *meta = d->notice->meta;
    for (uint32_t i = 0; i < meta->count; i++) {
        const duban_meta_item *item = &meta->items[i];
        printf("%s", item->element);
        put_field("role", item->role);
        put_field("from", item->from);
        put_field("by", item->by);
        put_field("docNumber", item->doc_number);
        put_field("href", item->href);
        printf("\t%s", duban_span_is_set(item->span) ? place(d, item->span) : "-");
        if (item->rule) printf("\t[%s]", item->rule);
        if (item->value) printf("\t%s", item->value);
        putchar('\n');
    }
}

static void put_match(dumping *d, const duban_match *match) {
    printf("%s\t%s\t", match->rule->id, place(d, match->span));
    put_span(d, match->span);
    for (uint32_t g = 0; g < match->rule->group_count; g++) {
        put_quote(d, match->rule->group_names[g], match->group[g]);
    }
    putchar('\n');
}

/* Every match of every rule, paragraph by paragraph, on the folded text as it is, unmasked. */
static void dump_matches(dumping *d) {
    const duban_flow *flow = d->notice->flow;
    duban_matcher *matcher = duban_matcher_new(d->notice->rules, d->arena, NULL);
    duban_matcher_set(matcher, flow->fold, flow->length);
    for (uint32_t i = 0; i < flow->para_count; i++) {
        for (int kind = 0; kind < DUBAN_RULE_KIND_COUNT; kind++) {
            duban_matches all =
                duban_match_all(matcher, (duban_rule_kind)kind, flow->paras[i].span);
            for (uint32_t m = 0; m < all.count; m++) put_match(d, &all.items[m]);
        }
    }
}

static void put_target(dumping *d, const duban_target *t) {
    const duban_quantity *q = &t->quantity;
    char low[DUBAN_DECIMAL_TEXT], high[DUBAN_DECIMAL_TEXT];
    duban_decimal_print(q->is_range ? q->min : q->value, low);
    duban_decimal_print(q->max, high);
    printf("\t%s %s%s%s %s", duban_comparator_word(q->comparator), low, q->is_range ? ".." : "",
           q->is_range ? high : "", q->unit ? q->unit : "");
    const char *by = duban_day_print(t->by, d->arena);
    if (by) printf("\tby %s", by);
    put_quote(d, "indicator", t->indicator);
    put_quote(d, "action", t->action);
    if (t->scope_text)
        printf("\tscope %s", t->scope_text);
    else
        put_quote(d, "scope", t->scope);
}

static void put_deadline(dumping *d, const duban_time *time) {
    const char *from = duban_day_print(time->from, d->arena);
    const char *by = duban_day_print(time->by, d->arena);
    printf("\t%s", duban_precision_word(time->precision));
    if (from) printf("\tfrom %s", from);
    if (by) printf("\tby %s", by);
    if (time->duration) printf("\t%s", time->duration);
}

static void put_unit(dumping *d, const duban_unit *unit) {
    static const char *const roles[] = {
        [DUBAN_LEAD] = "lead", [DUBAN_SUPPORT] = "support", [DUBAN_RESPONSIBLE] = "responsible"};
    printf("\t%s", roles[unit->role]);
    put_quote(d, "alias", unit->alias);
    if (unit->canonical) printf("\tcanonical %s", unit->canonical);
}

static void dump_records(dumping *d) {
    static const char *const kinds[] = {[DUBAN_RECORD_UNIT] = "unit",
                                        [DUBAN_RECORD_TARGET] = "target",
                                        [DUBAN_RECORD_BASELINE] = "baseline",
                                        [DUBAN_RECORD_DEADLINE] = "deadline",
                                        [DUBAN_RECORD_UNEXPLAINED] = "unexplained"};
    const duban_records *records = &d->notice->records;
    for (uint32_t i = 0; i < records->count; i++) {
        const duban_record *r = &records->items[i];
        printf("%s\t%s\t%s", kinds[r->kind], place(d, r->span), r->rule ? r->rule : "-");
        if (r->kind == DUBAN_RECORD_UNIT) put_unit(d, &r->as.unit);
        if (r->kind == DUBAN_RECORD_TARGET || r->kind == DUBAN_RECORD_BASELINE) {
            put_target(d, &r->as.target);
        }
        if (r->kind == DUBAN_RECORD_DEADLINE) put_deadline(d, &r->as.deadline);
        putchar('\t');
        put_span(d, r->kind == DUBAN_RECORD_UNIT ? r->as.unit.name : r->span);
        putchar('\n');
    }
}

static const struct {
    const char *name;
    void (*dump)(dumping *d);
} stages[] = {{"blocks", dump_blocks}, {"flow", dump_flow},       {"outline", dump_outline},
              {"meta", dump_meta},     {"matches", dump_matches}, {"records", dump_records}};
enum { STAGE_COUNT = sizeof stages / sizeof *stages };

typedef struct {
    dumping dumping;
    void (*dump)(dumping *d);
} job;

static duban_status work(void *context) {
    job *j = context;
    j->dump(&j->dumping);
    return DUBAN_OK;
}

static duban_exit dump_file(const char *path, const duban_rules *rules, int stage) {
    duban_reading reading;
    duban_status status = duban_reading_open(&reading, path, rules, DUBAN_ERROR);
    if (status == DUBAN_OK) {
        job j = {{reading.notice, reading.notice->arena}, stages[stage].dump};
        status = duban_arena_run(reading.notice->arena, work, &j);
    }
    duban_reading_free(&reading);
    return duban_exit_of(status);
}

static duban_exit run_dump(const duban_args *args) {
    const char *name = args->values[STAGE];
    int stage = 0;
    while (name && stage < STAGE_COUNT && strcmp(stages[stage].name, name)) stage++;
    if (!name || stage == STAGE_COUNT) {
        duban_message("duban dump: error: --stage is one of blocks, flow, outline, meta, "
                      "matches, records");
        return DUBAN_EXIT_USAGE;
    }
    duban_exit failed;
    duban_rules *rules = duban_rules_open(args->values[RULES], &failed);
    if (!rules) return failed;
    duban_exit status = dump_file(args->operands[0], rules, stage);
    duban_rules_free(rules);
    return status;
}

const duban_command duban_command_dump = {
    .words = "dump",
    .operands = "FILE",
    .summary = "show what a stage of the pipeline made of a notice",
    .options = {[STAGE] = {0, "stage", "STAGE", "blocks, flow, outline, meta, matches or records"},
                [RULES] = DUBAN_OPTION_RULES},
    .least = 1,
    .most = 1,
    .details =
        "One thing a line, fields separated by tabs, places as source bytes. Stable: the same\n"
        "file and rules give the same text.\n",
    .run = run_dump,
};
