/*
 * Metadata and references -> <meta>; attachments -> a <meta> of their own behind it, for what
 * stands in the first one is said of the notice itself. An item without a value of its own (a
 * period) is empty.
 */
#include "out/xml_parts.h"

static void write_item(duban_xml_ledger *ledger, const duban_meta_item *item) {
    duban_xml *xml = &ledger->xml;
    duban_xml_open(xml, item->element);
    duban_xml_attribute(xml, "role", item->role);
    duban_xml_attribute(xml, "docNumber", item->doc_number);
    duban_xml_attribute(xml, "href", item->href);
    duban_xml_attribute(xml, "from", item->from);
    duban_xml_attribute(xml, "by", item->by);
    duban_xml_src(ledger, "src", item->span);
    duban_xml_attribute(xml, "rule", item->rule);
    if (item->value) duban_xml_text(xml, item->value);
    duban_xml_close(xml, item->element);
}

void duban_xml_meta(duban_xml_ledger *ledger) {
    const duban_meta *meta = ledger->notice->meta;
    uint32_t i = 0, count = meta ? meta->count : 0;
    duban_xml_open(&ledger->xml, "meta");
    for (; i < count && !meta->items[i].href; i++) write_item(ledger, &meta->items[i]);
    duban_xml_close(&ledger->xml, "meta");
    if (i == count) return;
    duban_xml_open(&ledger->xml, "meta");
    duban_xml_attribute(&ledger->xml, "kind", "attachments");
    for (; i < count; i++) write_item(ledger, &meta->items[i]);
    duban_xml_close(&ledger->xml, "meta");
}
