/*
 * The notice: everything that is known of one document, and the function that is the pipeline.
 */
#ifndef DUBAN_EXTRACT_NOTICE_H
#define DUBAN_EXTRACT_NOTICE_H

#include "extract/engine/observe.h"
#include "extract/records/meta.h"
#include "extract/records/record.h"

typedef struct duban_notice {
    duban_arena *arena;
    const duban_rules *rules;
    const duban_document *document;
    const duban_flow *flow;
    const duban_outline *outline;
    const duban_meta *meta;
    duban_records records; /* sorted by node, then by place */
    duban_diags diags;
} duban_notice;

/*
 * Reads one input with the rules. On DUBAN_OK *notice is ready; on any other status *notice holds
 * only diags. Both ways *notice is to be freed. The input's bytes may go after the call.
 */
duban_status duban_notice_read(const duban_rules *rules, const duban_input *input,
                               duban_notice **notice);
void duban_notice_free(duban_notice *notice);

/*
 * Who is told how a reading goes, for benchmarks, profiles and traces; any of it may be NULL.
 * stage is called after each stage: "ingest", "layout", "outline", "meta", "units", "deadlines",
 * "targets"; what the notice has by then is set.
 */
typedef struct {
    void (*stage)(void *context, const duban_notice *notice, const char *stage);
    void *context;
    const duban_observer *observer; /* of each attempt to match a rule */
} duban_watch;

/* As duban_notice_read, watched. */
duban_status duban_notice_watch(const duban_rules *rules, const duban_input *input,
                                const duban_watch *watch, duban_notice **notice);

#endif
