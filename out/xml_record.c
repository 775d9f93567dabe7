/*
 * Records -> <unit>, <target>, <baseline>, <deadline>, <passage>.
 *
 * src of a record is all of it; indicator and quantity carry their own, and so do action, scope,
 * alias (actionSrc, scopeSrc, aliasSrc) where they stand outside of the record's own stretch of
 * text, carried over from a coordinated clause. So every word of a record can be proven from the
 * source.
 */
#include "out/xml_parts.h"

static const char *quote(duban_xml_ledger *ledger, duban_span span) {
    if (!duban_span_is_set(span)) return NULL;
    return duban_flow_quote(ledger->notice->flow, span, ledger->arena);
}

static const char *day(duban_xml_ledger *ledger, duban_day date) {
    return duban_day_print(date, ledger->arena);
}

static void write_place(duban_xml_ledger *ledger, const duban_record *record) {
    duban_xml_src(ledger, "src", record->span);
    duban_xml_attribute(&ledger->xml, "rule", record->rule);
}

static void write_decimal(duban_xml *xml, const char *name, duban_decimal value) {
    char text[DUBAN_DECIMAL_TEXT];
    duban_xml_attribute(xml, name, duban_decimal_print(value, text));
}

static void write_amount(duban_xml *xml, const duban_quantity *quantity) {
    duban_xml_attribute(xml, "comparator", duban_comparator_word(quantity->comparator));
    if (quantity->is_range) {
        write_decimal(xml, "min", quantity->min);
        write_decimal(xml, "max", quantity->max);
    } else {
        write_decimal(xml, "value", quantity->value);
    }
    duban_xml_attribute(xml, "unit", quantity->unit);
    duban_xml_attribute(xml, "ucum", quantity->ucum);
}

/* A word that belongs to the record, and where it stands if that is outside of the record. */
static void write_word(duban_xml_ledger *ledger, const duban_record *record, const char *attribute,
                       const char *src_attribute, duban_span word) {
    if (!duban_span_is_set(word)) return;
    duban_xml_attribute(&ledger->xml, attribute, quote(ledger, word));
    if (!duban_span_holds(record->span, word)) duban_xml_src(ledger, src_attribute, word);
}

static void write_unit(duban_xml_ledger *ledger, const duban_record *record) {
    static const char *const roles[] = {
        [DUBAN_LEAD] = "lead", [DUBAN_SUPPORT] = "support", [DUBAN_RESPONSIBLE] = "responsible"};
    const duban_unit *unit = &record->as.unit;
    duban_xml_attribute(&ledger->xml, "role", roles[unit->role]);
    write_word(ledger, record, "alias", "aliasSrc", unit->alias);
    duban_xml_attribute(&ledger->xml, "canonical", unit->canonical);
    write_place(ledger, record);
    duban_xml_text(&ledger->xml, quote(ledger, unit->name));
}

static void write_target(duban_xml_ledger *ledger, const duban_record *record) {
    const duban_target *target = &record->as.target;
    duban_xml *xml = &ledger->xml;
    write_word(ledger, record, "action", "actionSrc", target->action);
    write_amount(xml, &target->quantity);
    if (target->scope_text)
        duban_xml_attribute(xml, "scope", target->scope_text);
    else
        write_word(ledger, record, "scope", "scopeSrc", target->scope);
    duban_xml_attribute(xml, "by", day(ledger, target->by));
    if (record->kind == DUBAN_RECORD_BASELINE) duban_xml_attribute(xml, "at", target->at_text);
    duban_xml_attribute(xml, "recurrence", target->recurrence);
    duban_xml_attribute(xml, "nature", target->nature);
    if (target->change == DUBAN_CHANGE) duban_xml_attribute(xml, "change", "true");
    if (target->cumulative) duban_xml_attribute(xml, "cumulative", "true");
    write_place(ledger, record);
    duban_xml_quote(ledger, "indicator", target->indicator);
    duban_xml_quote(ledger, "quantity", target->quantity.span);
    if (!duban_span_is_empty(target->measure)) duban_xml_quote(ledger, "measure", target->measure);
}

static void write_deadline(duban_xml_ledger *ledger, const duban_record *record) {
    const duban_time *time = &record->as.deadline;
    duban_xml *xml = &ledger->xml;
    duban_xml_attribute(xml, "from", day(ledger, time->from));
    duban_xml_attribute(xml, "by", day(ledger, time->by));
    duban_xml_attribute(xml, "duration", time->duration);
    duban_xml_attribute(xml, "recurrence", time->recurrence);
    duban_xml_attribute(xml, "precision", duban_precision_word(time->precision));
    duban_xml_attribute(xml, "anchor", time->anchor);
    duban_xml_attribute(xml, "edtf", time->edtf);
    write_place(ledger, record);
    duban_xml_text(xml, quote(ledger, time->span));
}

static void write_passage(duban_xml_ledger *ledger, const duban_record *record) {
    duban_xml_attribute(&ledger->xml, "node", ledger->ids[record->node]);
    duban_xml_attribute(&ledger->xml, "why", record->as.why);
    write_place(ledger, record);
    duban_xml_text(&ledger->xml, quote(ledger, record->span));
}

static const struct {
    const char *element;
    void (*write)(duban_xml_ledger *ledger, const duban_record *record);
} kinds[] = {
    [DUBAN_RECORD_UNIT] = {"unit", write_unit},
    [DUBAN_RECORD_TARGET] = {"target", write_target},
    [DUBAN_RECORD_BASELINE] = {"baseline", write_target},
    [DUBAN_RECORD_DEADLINE] = {"deadline", write_deadline},
    [DUBAN_RECORD_UNEXPLAINED] = {"passage", write_passage},
};

void duban_xml_record(duban_xml_ledger *ledger, const duban_record *record) {
    duban_xml_open(&ledger->xml, kinds[record->kind].element);
    kinds[record->kind].write(ledger, record);
    duban_xml_close(&ledger->xml, kinds[record->kind].element);
}
