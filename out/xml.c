/*
 * Notice -> XML: the frame, the source, the tree with its text, what stayed unexplained, and the
 * warnings. Meta is written in xml_meta.c, records in xml_record.c.
 *
 * Inside a node stand its heading, then its own paragraphs in text order, each followed by the
 * records read from it, then the sections and tasks below it.
 */
#include "out/xml.h"

#include <string.h>

#include "out/place.h"
#include "out/version.h"
#include "out/xml_parts.h"

void duban_xml_src(duban_xml_ledger *ledger, const char *attribute, duban_span span) {
    char *src = duban_place_print(ledger->notice->flow, span, ledger->arena);
    duban_xml_attribute(&ledger->xml, attribute, src);
}

void duban_xml_quote(duban_xml_ledger *ledger, const char *element, duban_span span) {
    if (!duban_span_is_set(span)) return;
    duban_xml_open(&ledger->xml, element);
    duban_xml_src(ledger, "src", span);
    duban_xml_text(&ledger->xml, duban_flow_quote(ledger->notice->flow, span, ledger->arena));
    duban_xml_close(&ledger->xml, element);
}

static void write_records_until(duban_xml_ledger *ledger, uint32_t *next, uint32_t end,
                                uint32_t position) {
    const duban_record *items = ledger->notice->records.items;
    for (; *next < end && items[*next].span.start < position; ++*next) {
        if (items[*next].kind != DUBAN_RECORD_UNEXPLAINED) {
            duban_xml_record(ledger, &items[*next]);
        }
    }
}

/* Paragraphs and records of a node, by place. */
static void write_own_text(duban_xml_ledger *ledger, uint32_t index) {
    const duban_outline *outline = ledger->notice->outline;
    const duban_node *node = &outline->nodes[index];
    uint32_t next = ledger->first_record[index], end = ledger->first_record[index + 1];
    for (uint32_t i = 0; i < node->text_count; i++) {
        duban_span text = outline->texts[node->first_text + i];
        write_records_until(ledger, &next, end, text.start);
        duban_xml_quote(ledger, "p", text);
    }
    write_records_until(ledger, &next, end, UINT32_MAX);
}

static void write_node_attributes(duban_xml_ledger *ledger, uint32_t index) {
    static const char *const forms[] = {
        [DUBAN_PLAIN] = NULL, [DUBAN_BOX] = "box", [DUBAN_TABLE] = "table"};
    const duban_node *node = &ledger->notice->outline->nodes[index];
    duban_xml *xml = &ledger->xml;
    duban_xml_attribute(xml, "id", ledger->ids[index]);
    duban_xml_attribute(xml, "kind", forms[node->form]);
    if (duban_span_is_set(node->label)) {
        duban_xml_attribute(xml, "num",
                            duban_flow_quote(ledger->notice->flow, node->label, ledger->arena));
    }
    if (node->number) duban_xml_attribute_number(xml, "number", (uint64_t)node->number);
    if (node->inferred) duban_xml_attribute(xml, "inferred", "true");
    if (node->inferred) duban_xml_attribute(xml, "proof", node->proof);
    duban_xml_attribute_number(xml, "level", node->level);
    if (node->role) duban_xml_attribute(xml, "role", duban_role_word(node->role));
    duban_xml_src(ledger, "src", node->extent);
    duban_xml_attribute(xml, "rule", node->rule);
}

static void write_node(duban_xml_ledger *ledger, uint32_t index) {
    static const char *const elements[] = {
        [DUBAN_NODE_BODY] = "body", [DUBAN_NODE_SECTION] = "section", [DUBAN_NODE_TASK] = "task"};
    const duban_node *nodes = ledger->notice->outline->nodes, *node = &nodes[index];
    duban_xml_open(&ledger->xml, elements[node->kind]);
    if (node->kind != DUBAN_NODE_BODY) write_node_attributes(ledger, index);
    duban_xml_quote(ledger, "heading", node->heading);
    write_own_text(ledger, index);
    for (uint32_t child = node->first_child; child != DUBAN_NO_NODE; child = nodes[child].next) {
        write_node(ledger, child);
    }
    duban_xml_close(&ledger->xml, elements[node->kind]);
}

static void write_source(duban_xml_ledger *ledger) {
    const duban_document *document = ledger->notice->document;
    duban_xml *xml = &ledger->xml;
    duban_xml_open(xml, "source");
    duban_xml_attribute(xml, "href", document->href);
    duban_xml_attribute(xml, "mediaType", document->media_type);
    duban_xml_attribute(xml, "converter", document->converter);
    duban_xml_attribute(xml, "charset", document->charset);
    duban_xml_attribute_number(xml, "bytes", document->bytes);
    duban_xml_attribute(xml, "sha256", document->sha256);
    duban_xml_close(xml, "source");
}

static void write_unexplained(duban_xml_ledger *ledger) {
    const duban_records *records = &ledger->notice->records;
    bool open = false;
    for (uint32_t i = 0; i < records->count; i++) {
        const duban_record *record = &records->items[i];
        if (record->kind != DUBAN_RECORD_UNEXPLAINED) continue;
        if (!open) duban_xml_open(&ledger->xml, "unexplained");
        open = true;
        duban_xml_record(ledger, record);
    }
    if (open) duban_xml_close(&ledger->xml, "unexplained");
}

static void write_warning(duban_xml_ledger *ledger, const duban_diag *diag) {
    duban_xml *xml = &ledger->xml;
    duban_xml_open(xml, "warning");
    duban_xml_attribute(xml, "severity", duban_severity_word(diag->severity));
    duban_xml_attribute(xml, "stage", duban_stage_word(diag->stage));
    duban_xml_attribute(xml, "rule", diag->rule);
    if (diag->stage > DUBAN_STAGE_INGEST) {
        duban_xml_src(ledger, "src", diag->span);
    } else if (duban_span_is_set(diag->span)) {
        duban_xml_attribute(
            xml, "src",
            duban_arena_printf(ledger->arena, "%u-%u", diag->span.start, diag->span.end));
    }
    duban_xml_text(xml, diag->message);
    duban_xml_close(xml, "warning");
}

static void write_warnings(duban_xml_ledger *ledger) {
    const duban_diags *diags = &ledger->notice->diags;
    if (!diags->count) return;
    duban_xml_open(&ledger->xml, "warnings");
    if (diags->dropped) duban_xml_attribute_number(&ledger->xml, "dropped", diags->dropped);
    for (uint32_t i = 0; i < diags->count; i++) write_warning(ledger, &diags->items[i]);
    duban_xml_close(&ledger->xml, "warnings");
}

/* The file's base name without its last extension. */
static const char *name_of(const char *href, duban_arena *arena) {
    const char *slash = strrchr(href, '/'), *base = slash ? slash + 1 : href;
    const char *dot = strrchr(base, '.');
    int length = dot && dot > base ? (int)(dot - base) : (int)strlen(base);
    return duban_arena_printf(arena, "%.*s", length, base);
}

/* Records are sorted by node: where those of each node begin. */
static const uint32_t *index_records(const duban_notice *notice, duban_arena *arena) {
    uint32_t nodes = notice->outline->count, next = 0;
    uint32_t *first = duban_arena_alloc(arena, (nodes + 1) * sizeof *first);
    for (uint32_t node = 0; node <= nodes; node++) {
        while (next < notice->records.count && notice->records.items[next].node < node) next++;
        first[node] = next;
    }
    return first;
}

duban_buffer duban_xml_write(const duban_notice *notice, duban_arena *arena) {
    duban_xml_ledger ledger = {.notice = notice,
                               .arena = arena,
                               .ids = duban_ids_make(notice->outline, arena),
                               .first_record = index_records(notice, arena)};
    duban_xml *xml = &ledger.xml;
    duban_xml_begin(xml, arena);
    duban_xml_open(xml, "policy");
    duban_xml_attribute(xml, "xmlns", DUBAN_POLICY_NAMESPACE);
    duban_xml_attribute(xml, "id", name_of(notice->document->href, arena));
    duban_xml_attribute(xml, "generator", duban_arena_printf(arena, "duban %s", duban_version()));
    duban_xml_attribute(xml, "rules", duban_rules_version(notice->rules));
    write_source(&ledger);
    duban_xml_meta(&ledger);
    write_node(&ledger, 0);
    write_unexplained(&ledger);
    write_warnings(&ledger);
    duban_xml_close(xml, "policy");
    return xml->out;
}

typedef struct {
    const duban_notice *notice;
    duban_buffer *xml;
} making;

static duban_status make(void *context) {
    making *m = context;
    *m->xml = duban_xml_write(m->notice, m->notice->arena);
    return DUBAN_OK;
}

duban_status duban_xml_make(duban_notice *notice, duban_buffer *xml) {
    *xml = (duban_buffer){0};
    return duban_arena_run(notice->arena, make, &(making){notice, xml});
}
