/* Lines as cells; see cell_lines.h. */
#include "extract/layout/cell_lines.h"

duban_form duban_cell_form(const duban_lines *lines, const char *form) {
    return duban_form_collect(duban_matcher_rules(lines->matcher), DUBAN_RULE_TABLE, "form", form);
}

bool duban_cell_is(const duban_lines *lines, const duban_form *form, duban_span span) {
    return duban_form_match(form, lines->matcher, span, NULL);
}

duban_span duban_cell_span(const duban_lines *lines, uint32_t line) {
    duban_raw_span span = lines->lines[line].span;
    return (duban_span){span.start, span.end};
}

bool duban_cell_may_be(const duban_lines *lines, uint32_t line, uint32_t units_max) {
    const duban_block *b = &lines->document->blocks[line];
    return b->kind == DUBAN_BLOCK_LINE && !b->aside &&
           duban_span_length(duban_cell_span(lines, line)) <= units_max;
}

uint32_t duban_cell_last_table(const duban_lines *lines) {
    uint32_t last = 0;
    for (uint32_t i = 0; i < lines->count; i++) {
        if (lines->document->blocks[i].table > last) last = lines->document->blocks[i].table;
        if (lines->lines[i].table > last) last = lines->lines[i].table;
    }
    return last;
}
