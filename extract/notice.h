/*
 * The notice: everything that is known of one document, and the function that is the pipeline.
 */
#ifndef DUBAN_EXTRACT_NOTICE_H
#define DUBAN_EXTRACT_NOTICE_H

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
 * As duban_notice_read, and calls watch(context, stage) after each stage: "ingest", "layout",
 * "outline", "meta", "units", "deadlines", "targets". For benchmarks and traces.
 */
typedef void duban_watch(void *context, const char *stage);
duban_status duban_notice_watch(const duban_rules *rules, const duban_input *input,
                                duban_watch *watch, void *context, duban_notice **notice);

#endif
