/*
 * Any bytes through the whole pipeline with the project's own rules: the invariants of every stage
 * hold, every record stands in the flow and in a node, and the ledger is well-formed XML.
 */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

#include "extract/notice.h"
#include "out/xml.h"
#include "tests/fuzz/target.h"

static const duban_rules *project_rules(void) {
    static duban_rules *rules;
    if (rules) return rules;
    duban_diags diags = {.arena = duban_arena_new((size_t)1 << 24)};
    rules = duban_rules_load(DUBAN_RULES_DIR, &diags);
    if (!rules) {
        fprintf(stderr, "%s\n", diags.count ? diags.items[0].message : "no rules");
        exit(1);
    }
    duban_arena_free(diags.arena);
    return rules;
}

static void check_records(const duban_notice *n) {
    for (uint32_t i = 0; i < n->records.count; i++) {
        const duban_record *r = &n->records.items[i];
        bool stands = r->span.start < r->span.end && r->span.end <= n->flow->length;
        bool named = r->rule || r->kind == DUBAN_RECORD_UNEXPLAINED;
        if (!stands || !named || r->node >= n->outline->count) abort();
    }
}

static duban_status write_and_check(void *notice) {
    const duban_notice *n = notice;
    if (!duban_document_check(n->document) || !duban_flow_check(n->flow)) abort();
    if (!duban_outline_check(n->outline, n->flow)) abort();
    check_records(n);
    duban_buffer xml = duban_xml_write(n, n->arena);
    xmlDocPtr tree = xmlReadMemory(xml.bytes, (int)xml.length, NULL, NULL,
                                   XML_PARSE_HUGE | XML_PARSE_NONET | XML_PARSE_NOERROR);
    if (!tree) abort();
    xmlFreeDoc(tree);
    return DUBAN_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const char *const names[] = {"a.txt", "a.md", "a.html", "a.txt"};
    duban_input input = {.href = names[length % 4], .bytes = bytes, .length = length};
    duban_notice *notice;
    duban_status status = duban_notice_read(project_rules(), &input, &notice);
    if (status == DUBAN_OK) duban_arena_run(notice->arena, write_and_check, notice);
    if (status != DUBAN_OK && notice && !duban_diags_count(&notice->diags, DUBAN_ERROR)) abort();
    duban_notice_free(notice);
    return 0;
}
