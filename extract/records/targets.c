/*
 * Outline -> targets, baselines and what stayed unexplained. For each paragraph of each node:
 * names, times and quantities are masked (binding.h), the text is taken apart into clauses and
 * segments (clause.h), a rule of kind "target" says what each segment holds (frame.h), its
 * neighbours give what it leaves out (coordination.h), and the record is made (emit.h). Tables are
 * read elsewhere.
 */
#include "extract/records/targets.h"

#include "extract/engine/observe.h"
#include "extract/records/binding/coordination.h"
#include "extract/records/binding/unexplained.h"

void duban_targets_read(const duban_flow *flow, const duban_outline *outline,
                        const duban_meta *meta, duban_matcher *matcher, duban_records *records,
                        duban_diags *diags) {
    duban_binding binding = duban_binding_make(flow, outline, meta, matcher, records, diags);
    binding.notes = duban_matcher_notes(matcher);
    for (uint32_t n = 0; n < outline->count; n++) {
        const duban_node *node = &outline->nodes[n];
        if (!duban_binding_reads(&binding, node)) continue;
        for (uint32_t t = 0; t < duban_binding_text_count(node); t++)
            duban_paragraph_bind(&binding, n, duban_binding_text(&binding, node, t));
    }
    duban_unexplained_read(&binding);
    duban_matcher_set(matcher, flow->fold, flow->length);
}
