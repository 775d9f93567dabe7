/* Findings -> lines and columns; see finding.h. */
#include "out/finding.h"

#include "out/place.h"

duban_line duban_finding_line(const duban_notice *notice, const duban_input *input,
                              const duban_diag *diag) {
    duban_src first = {.start = diag->span.start};
    bool in_source = diag->stage <= DUBAN_STAGE_INGEST;
    if (!duban_span_is_set(diag->span)) return (duban_line){0};
    if (!in_source &&
        (!notice->flow || !duban_place_first(notice->flow, diag->span, notice->arena, &first))) {
        return (duban_line){0};
    }
    if (first.part || (notice->document && notice->document->converter)) return (duban_line){0};
    const char *charset = notice->document ? notice->document->charset : NULL;
    return duban_line_at(input->bytes, input->length, charset, first.start);
}
