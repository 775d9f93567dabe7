/*
 * The masked copy -> what is left: quantities that were not bound, and digits outside every mask.
 * Only sections that promise are asked; a report or an annex may count what it likes.
 */
#include "extract/records/binding/unexplained.h"

static bool is_asked(duban_role role) {
    return role != DUBAN_ROLE_BACKGROUND && role != DUBAN_ROLE_ANNEX;
}

static void add(duban_binding *b, uint32_t node, duban_span span, const char *why) {
    duban_record *record = duban_record_add(b->records, DUBAN_RECORD_UNEXPLAINED, node, span, NULL);
    record->as.why = why;
}

static void read_quantities(duban_binding *b, uint32_t node, duban_span text) {
    uint32_t q = duban_quantity_from(&b->quantities, text.start);
    for (; q < b->quantities.count && b->quantities.items[q].span.start < text.end; q++)
        if (!b->explained[q]) add(b, node, b->quantities.items[q].span, "quantity");
}

static bool is_digit(char16_t unit) { return unit >= u'0' && unit <= u'9'; }

static void read_digits(duban_binding *b, uint32_t node, duban_span text) {
    for (uint32_t i = text.start; i < text.end; i++) {
        uint32_t start = i;
        while (i < text.end && is_digit(b->mask[i])) i++;
        if (i > start) add(b, node, (duban_span){start, i}, "number");
    }
}

void duban_unexplained_read(duban_binding *binding) {
    for (uint32_t n = 0; n < binding->outline->count; n++) {
        const duban_node *node = &binding->outline->nodes[n];
        if (!is_asked(node->role) || !duban_binding_reads(binding, node)) continue;
        for (uint32_t t = 0; t < duban_binding_text_count(node); t++) {
            duban_span text = duban_binding_text(binding, node, t);
            read_quantities(binding, n, text);
            read_digits(binding, n, text);
        }
    }
}
