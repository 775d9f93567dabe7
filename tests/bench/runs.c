/*
 * The two things that are timed.
 *
 * The whole: duban_notice_read and the XML of its notice. The floor: decode, fold, gate, every
 * rule once over every line, escape and write; it finds nothing out, and no pipeline over the same
 * rules and patterns can do with less.
 */
#include <stdio.h>

#include "base/limits.h"
#include "extract/engine/match.h"
#include "extract/notice.h"
#include "ingest/fold.h"
#include "out/element.h"
#include "out/xml.h"
#include "tests/bench/bench.h"

typedef struct {
    const duban_rules *rules;
    const duban_input *input;
    bench_clock *clock;
    duban_arena *arena;
    duban_diags diags;
} floor_run;

static void match_every_rule(duban_matcher *matcher, const duban_document *document) {
    for (uint32_t i = 0; i < document->block_count; i++) {
        duban_span line = {document->blocks[i].span.start, document->blocks[i].span.end};
        for (int kind = 0; kind < DUBAN_RULE_KIND_COUNT; kind++)
            duban_match_all(matcher, (duban_rule_kind)kind, line);
    }
}

static void write_every_line(const duban_document *document, duban_arena *arena) {
    duban_xml xml;
    duban_xml_begin(&xml, arena);
    duban_xml_open(&xml, "policy");
    for (uint32_t i = 0; i < document->block_count; i++) {
        duban_raw_span span = document->blocks[i].span;
        duban_str line = {document->text + span.start, span.end - span.start};
        duban_xml_open(&xml, "p");
        duban_xml_text(&xml, duban_str_to_utf8(arena, line));
        duban_xml_close(&xml, "p");
    }
    duban_xml_close(&xml, "policy");
}

static duban_status run_floor(void *context) {
    floor_run *r = context;
    duban_document *document = NULL;
    bench_clock_start(r->clock);
    duban_status status = duban_document_read(r->arena, r->input, &document, &r->diags);
    if (status != DUBAN_OK) return status;
    bench_clock_lap(r->clock, "decode");
    char16_t *fold = duban_arena_alloc(r->arena, (size_t)document->length * sizeof *fold);
    duban_fold(document->text, document->length, fold);
    bench_clock_lap(r->clock, "fold");
    duban_matcher *matcher = duban_matcher_new(r->rules, r->arena, &r->diags);
    duban_matcher_set(matcher, fold, document->length);
    duban_match_all(matcher, 0, (duban_span){0, 0}); /* the first question runs the gate */
    bench_clock_lap(r->clock, "gate");
    match_every_rule(matcher, document);
    bench_clock_lap(r->clock, "every rule once");
    write_every_line(document, r->arena);
    bench_clock_lap(r->clock, "escape and write");
    return DUBAN_OK;
}

static bool succeeded(duban_status status, const duban_input *input) {
    if (status != DUBAN_OK) fprintf(stderr, "%s: %s\n", input->href, duban_status_meaning(status));
    return status == DUBAN_OK;
}

bool bench_floor_run(const duban_rules *rules, const duban_input *input, bench_clock *clock) {
    floor_run r = {.rules = rules, .input = input, .clock = clock};
    r.arena = r.diags.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    duban_status status = duban_arena_run(r.arena, run_floor, &r);
    duban_arena_free(r.arena);
    return succeeded(status, input);
}

static duban_status write_notice(void *notice) {
    duban_xml_write(notice, ((duban_notice *)notice)->arena);
    return DUBAN_OK;
}

static void end_stage(void *clock, const duban_notice *notice, const char *stage) {
    (void)notice;
    bench_clock_lap(clock, stage);
}

bool bench_whole_run(const duban_rules *rules, const duban_input *input, bench_clock *clock) {
    duban_notice *notice;
    bench_clock_start(clock);
    const duban_watch watch = {.stage = end_stage, .context = clock};
    duban_status status = duban_notice_watch(rules, input, &watch, &notice);
    if (status == DUBAN_OK) status = duban_arena_run(notice->arena, write_notice, notice);
    bench_clock_lap(clock, "write XML");
    duban_notice_free(notice);
    bench_clock_lap(clock, "free");
    return succeeded(status, input);
}
