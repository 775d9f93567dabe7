/*
 * duban explain: what was tried at a place of a notice, or with a rule, and how it went; which
 * records stand there and how a quantity came to what it says.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/rules_dir.h"
#include "extract/trace.h"
#include "out/line.h"

enum { AT, RULE, RULES };

typedef struct {
    const duban_args *args;
    duban_rules *rules;
    duban_file file;
    duban_input input;
    duban_arena *arena;
    duban_notice *notice;
    duban_trace *trace;
    duban_trace_wish wish;
    bool asked_well; /* the place is in the file, the rule exists */
} explaining;

static const char *utf8(explaining *e, const char16_t *text, uint32_t start, uint32_t end) {
    return duban_str_to_utf8(e->arena, (duban_str){text + start, end - start});
}

/* The text of a span; of a long one its beginning and end. */
static const char *shown(explaining *e, duban_span span, bool document) {
    enum { LONG = 90, HEAD = 60, TAIL = 20 };
    if (!duban_span_is_set(span)) return "";
    const char16_t *text = document ? e->notice->document->text : e->notice->flow->text;
    if (duban_span_length(span) <= LONG) return utf8(e, text, span.start, span.end);
    return duban_arena_printf(e->arena, "%s ... %s", utf8(e, text, span.start, span.start + HEAD),
                              utf8(e, text, span.end - TAIL, span.end));
}

/* "12:30", the line and column of a span's first source byte; "-" where it has none. */
static const char *place(explaining *e, uint32_t unit, bool document) {
    const duban_document *d = e->notice->document;
    uint32_t length = document ? d->length : e->notice->flow->length;
    const uint32_t *src = document ? d->src : e->notice->flow->src;
    if (unit >= length) return "-";
    duban_line at = duban_line_at(e->input.bytes, e->input.length, d->charset, src[unit]);
    return duban_arena_printf(e->arena, "%u:%u", at.line, at.column);
}

static void print_groups(explaining *e, const duban_trace_step *step) {
    for (uint32_t g = 0; g < step->rule->group_count; g++)
        if (duban_span_is_set(step->group[g]) && !duban_span_is_empty(step->group[g]))
            printf(" %s='%s'", step->rule->group_names[g],
                   shown(e, step->group[g], step->document));
}

static void print_failure(explaining *e, const duban_trace_step *step) {
    const duban_failure *f = &step->failure;
    duban_str pattern = duban_rules_pattern(e->rules, step->rule);
    uint32_t length = f->item_length < 60 ? f->item_length : 60;
    duban_str item = {pattern.units + f->pattern_at, length};
    printf("failed at %s: took '%s', then asks for %s%s", place(e, f->reached, step->document),
           shown(e, (duban_span){f->start, f->reached}, step->document),
           length ? duban_str_to_utf8(e->arena, item) : "the end",
           length < f->item_length ? "..." : "");
}

static void print_step(explaining *e, const duban_trace_step *step) {
    printf("    %-28s ", step->rule->id);
    switch (step->result) {
    case DUBAN_ATTEMPT_FAILED:
        print_failure(e, step);
        break;
    case DUBAN_ATTEMPT_GAVE_UP:
        printf("given up at %s: a limit was hit", place(e, step->span.start, step->document));
        break;
    default:
        printf("%s at %s: '%s'", step->winner ? "lost" : "matched",
               place(e, step->span.start, step->document), shown(e, step->span, step->document));
        print_groups(e, step);
        if (step->winner) printf(", to %s", step->winner->id);
    }
    putchar('\n');
}

/* A stage may ask the same again; what was just said is not repeated. */
static bool is_repeated(const duban_trace *trace, uint32_t i) {
    const duban_trace_step *step = &trace->steps[i];
    for (uint32_t k = i; k > 0 && i - k < 200; k--) {
        const duban_trace_step *old = &trace->steps[k - 1];
        if (old->rule == step->rule && old->result == step->result && old->stage == step->stage &&
            old->winner == step->winner && old->span.start == step->span.start &&
            old->span.end == step->span.end)
            return true;
    }
    return false;
}

static void print_steps(explaining *e) {
    const char *stage = NULL;
    for (uint32_t i = 0; i < e->trace->count; i++) {
        const duban_trace_step *step = &e->trace->steps[i];
        if (is_repeated(e->trace, i)) continue;
        const char *now = step->stage ? step->stage : "the end";
        if (!stage || strcmp(stage, now) != 0) printf("  %s\n", now);
        stage = now;
        print_step(e, step);
    }
    printf("  %u attempts came to nothing at their first character or were spared by the gate\n",
           e->trace->silent);
}

static void print_part(explaining *e, const char *name, duban_span span) {
    if (!duban_span_is_set(span) || duban_span_is_empty(span)) return;
    printf("    %-10s '%s' at %s\n", name, shown(e, span, false), place(e, span.start, false));
}

static void print_target(explaining *e, const duban_target *t) {
    print_part(e, "quantity", t->quantity.span);
    print_part(e, "indicator", t->indicator);
    print_part(e, "action", t->action);
    print_part(e, "scope", t->scope);
    if (t->scope_text) printf("    %-10s '%s'\n", "scope", t->scope_text);
    print_part(e, "deadline", t->deadline);
    const char *by = duban_day_print(t->by, e->arena);
    if (by) printf("    %-10s %s\n", "by", by);
}

static bool is_asked(const explaining *e, duban_span span, const char *rule) {
    uint32_t at = duban_trace_position(e->notice->flow, e->wish.byte);
    if (e->wish.placed && !(span.start <= at && at < span.end)) return false;
    return !e->wish.rule || (rule && strcmp(rule, e->wish.rule) == 0);
}

static void print_records(explaining *e) {
    static const char *const kinds[] = {[DUBAN_RECORD_UNIT] = "unit",
                                        [DUBAN_RECORD_TARGET] = "target",
                                        [DUBAN_RECORD_BASELINE] = "baseline",
                                        [DUBAN_RECORD_DEADLINE] = "deadline",
                                        [DUBAN_RECORD_UNEXPLAINED] = "unexplained"};
    const duban_records *records = &e->notice->records;
    for (uint32_t i = 0; i < records->count; i++) {
        const duban_record *r = &records->items[i];
        if (!is_asked(e, r->span, r->rule)) continue;
        printf("  %s at %s: '%s' [%s]\n", kinds[r->kind], place(e, r->span.start, false),
               shown(e, r->span, false), r->rule ? r->rule : "-");
        if (r->kind == DUBAN_RECORD_TARGET || r->kind == DUBAN_RECORD_BASELINE)
            print_target(e, &r->as.target);
    }
}

static void print_nodes(explaining *e) {
    static const char *const kinds[] = {
        [DUBAN_NODE_BODY] = "body", [DUBAN_NODE_SECTION] = "section", [DUBAN_NODE_TASK] = "task"};
    const duban_outline *outline = e->notice->outline;
    for (uint32_t i = 1; i < outline->count; i++) {
        const duban_node *n = &outline->nodes[i];
        if (!is_asked(e, n->extent, n->rule)) continue;
        printf("  %s %s '%s'%s%s [%s]\n", kinds[n->kind], shown(e, n->label, false),
               shown(e, n->heading, false), n->inferred ? " inferred: " : "",
               n->inferred && n->proof ? n->proof : "", n->rule ? n->rule : "-");
    }
}

static void print_notes(explaining *e) {
    const duban_diags *notes = &e->trace->notes;
    for (uint32_t i = 0; i < notes->count; i++) {
        const duban_diag *d = &notes->items[i];
        if (!is_asked(e, d->span, d->rule)) continue;
        printf("  %s: '%s': %s%s%s%s\n", place(e, d->span.start, false), shown(e, d->span, false),
               d->message, d->rule ? " [" : "", d->rule ? d->rule : "", d->rule ? "]" : "");
    }
}

/* LINE:COL -> the source byte there; false where the file has no such place. */
static bool find_byte(explaining *e, const char *at) {
    char *end;
    unsigned long line = strtoul(at, &end, 10), column = 1;
    if (*end == ':') column = strtoul(end + 1, &end, 10);
    if (*end || !line || !column) return false;
    const duban_flow *flow = e->notice->flow;
    uint32_t low = 0, high = flow->length;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        duban_line here = duban_line_at(e->input.bytes, e->input.length,
                                        e->notice->document->charset, flow->src[middle]);
        if (here.line < line || (here.line == line && here.column < column))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == flow->length) return false;
    e->wish.byte = flow->src[low];
    return duban_line_at(e->input.bytes, e->input.length, e->notice->document->charset,
                         e->wish.byte)
               .line == line;
}

/* The place asked for needs a first reading; the second one is watched. */
static duban_status read_twice(explaining *e) {
    const char *at = e->args->values[AT];
    e->wish.rule = e->args->values[RULE];
    e->wish.placed = at != NULL;
    if (e->wish.rule && !duban_rules_find(e->rules, e->wish.rule)) {
        duban_message("duban explain: error: there is no rule '%s'", e->wish.rule);
        return DUBAN_OK;
    }
    if (at) {
        duban_status status = duban_notice_read(e->rules, &e->input, &e->notice);
        bool found = status == DUBAN_OK && find_byte(e, at);
        duban_notice_free(e->notice);
        e->notice = NULL;
        if (status != DUBAN_OK) return status;
        if (!found) {
            duban_message("duban explain: error: '%s' is no LINE:COL of the text of %s", at,
                          e->input.href);
            return DUBAN_OK;
        }
    }
    e->asked_well = true;
    return duban_trace_read(e->rules, &e->input, e->wish, e->arena, &e->notice, &e->trace);
}

static duban_status work(void *context) {
    explaining *e = context;
    duban_status status = read_twice(e);
    if (status != DUBAN_OK || !e->notice) return status;
    puts("stands in");
    print_nodes(e);
    puts("records");
    print_records(e);
    puts("decisions");
    print_notes(e);
    puts("rules");
    print_steps(e);
    return DUBAN_OK;
}

static duban_exit explain(explaining *e) {
    e->input.href = e->args->operands[0];
    duban_status status = duban_file_read(e->input.href, DUBAN_SOURCE_MAX, &e->file);
    if (status == DUBAN_OK) {
        e->input.bytes = e->file.bytes;
        e->input.length = e->file.length;
        status = e->arena ? duban_arena_run(e->arena, work, e) : DUBAN_NO_MEMORY;
    }
    if (status != DUBAN_OK)
        duban_message("%s: error: %s", e->input.href, duban_status_meaning(status));
    duban_notice_free(e->notice);
    duban_file_free(&e->file);
    if (status == DUBAN_OK && !e->asked_well) return DUBAN_EXIT_USAGE;
    return duban_exit_of(status);
}

static duban_exit run_explain(const duban_args *args) {
    if (!args->values[AT] && !args->values[RULE]) {
        duban_message("duban explain: error: give --at LINE:COL or --rule ID");
        return DUBAN_EXIT_USAGE;
    }
    duban_exit failed;
    explaining e = {.args = args, .rules = duban_rules_open(args->values[RULES], &failed)};
    if (!e.rules) return failed;
    e.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    duban_exit exit = explain(&e);
    duban_arena_free(e.arena);
    duban_rules_free(e.rules);
    return exit;
}

const duban_command duban_command_explain = {
    .words = "explain",
    .operands = "FILE",
    .summary = "show why a passage was read as it was: what matched, failed and lost",
    .options = {[AT] = {0, "at", "LINE:COL", "the passage: a place in the file"},
                [RULE] = {0, "rule", "ID", "the attempts of one rule only"},
                [RULES] = DUBAN_OPTION_RULES},
    .least = 1,
    .most = 1,
    .details =
        "Shows the sections and records at the place, how quantities came to their indicator,\n"
        "scope and date, and each attempt of a rule there: what it matched, what took its match\n"
        "away, or how far it came and what its pattern asks for next.\n",
    .run = run_explain,
};
