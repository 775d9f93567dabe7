/* Metadata and references -> <meta>. An item without a value of its own (a period) is empty. */
#include "out/xml_parts.h"

static void write_item(duban_xml_ledger *ledger, const duban_meta_item *item) {
    duban_xml *xml = &ledger->xml;
    duban_xml_open(xml, item->element);
    duban_xml_attribute(xml, "role", item->role);
    duban_xml_attribute(xml, "docNumber", item->doc_number);
    duban_xml_attribute(xml, "from", item->from);
    duban_xml_attribute(xml, "by", item->by);
    duban_xml_src(ledger, "src", item->span);
    duban_xml_attribute(xml, "rule", item->rule);
    if (item->value) duban_xml_text(xml, item->value);
    duban_xml_close(xml, item->element);
}

void duban_xml_meta(duban_xml_ledger *ledger) {
    const duban_meta *meta = ledger->notice->meta;
    duban_xml_open(&ledger->xml, "meta");
    for (uint32_t i = 0; meta && i < meta->count; i++) write_item(ledger, &meta->items[i]);
    duban_xml_close(&ledger->xml, "meta");
}
