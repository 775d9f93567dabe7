/*
 * An example element -> its text, the marked part, the masks, the fields expected.
 *
 *   <example value="60">by 2030 <m>the rate reaches <q>60%</q></m></example>
 *
 * <m> is what the rule is to match. <q>, <t>, <n> and <d> stand for what other rules have read: a
 * quantity, a time, a name, what is to be passed over.
 */
#include <libxml/tree.h>
#include <string.h>

#include "extract/engine/load.h"
#include "extract/engine/match.h"

typedef struct {
    duban_load *load;
    duban_text text;
    duban_rule_example example;
    duban_rule_mask *masks;
    uint32_t mask_capacity;
} reading;

static const struct {
    char name;
    char16_t head, unit;
} masks[] = {
    {'q', DUBAN_MASK_QUANTITY_HEAD, DUBAN_MASK_QUANTITY},
    {'t', DUBAN_MASK_TIME_HEAD, DUBAN_MASK_TIME},
    {'n', DUBAN_MASK_NAME_HEAD, DUBAN_MASK_NAME},
    {'d', DUBAN_MASK_DROP, DUBAN_MASK_DROP},
};

static void read_children(reading *r, xmlNode *node);

static void read_element(reading *r, xmlNode *node) {
    duban_span span = {.start = r->text.length};
    read_children(r, node);
    span.end = r->text.length;
    char name = (char)node->name[0];
    if (name == 'm') r->example.marked = span;
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        if (masks[i].name != name || duban_span_is_empty(span)) continue;
        r->masks = duban_arena_grow(r->load->rules->arena, r->masks, &r->mask_capacity,
                                    r->example.mask_count + 1, sizeof *r->masks);
        r->masks[r->example.mask_count++] = (duban_rule_mask){span, masks[i].head, masks[i].unit};
    }
}

static void read_children(reading *r, xmlNode *node) {
    for (xmlNode *child = node->children; child; child = child->next) {
        const char *text = (const char *)child->content;
        if (child->type == XML_ELEMENT_NODE)
            read_element(r, child);
        else if (text && (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE))
            duban_text_put(&r->text, duban_str_from_utf8(r->load->scratch, text, strlen(text)));
    }
}

static void read_fields(duban_load *load, xmlNode *node, duban_place at, duban_rule_kind kind,
                        duban_rule_example *example) {
    const duban_kind_facts *facts = duban_kind_facts_of(kind);
    duban_rule_setting *fields = NULL;
    uint32_t capacity = 0;
    for (xmlAttr *a = node->properties; a; a = a->next) {
        xmlChar *raw = xmlNodeListGetString(node->doc, a->children, 1);
        duban_rule_setting s = {
            duban_arena_printf(load->rules->arena, "%s", (const char *)a->name),
            duban_arena_printf(load->rules->arena, "%s", raw ? (char *)raw : "")};
        xmlFree(raw);
        if (example->counter && strcmp(s.name, "why") == 0) {
            example->why = s.value;
            continue;
        }
        if (!duban_kind_lists(facts->groups, s.name) && !duban_kind_lists(facts->fields, s.name))
            duban_load_error(load, at, "an example of kind '%s' has no '%s'; it may state: %s %s",
                             facts->word, s.name, facts->groups, facts->fields);
        fields = duban_arena_grow(load->rules->arena, fields, &capacity, example->field_count + 1,
                                  sizeof s);
        fields[example->field_count++] = s;
    }
    example->fields = fields;
}

duban_rule_example duban_load_example(duban_load *load, struct _xmlNode *element, duban_place at,
                                      duban_rule_kind kind) {
    reading r = {.load = load,
                 .text = {.arena = load->rules->arena},
                 .example = {.counter = element->name[0] == 'c',
                             .line = at.line,
                             .marked = DUBAN_SPAN_NONE}};
    read_children(&r, element);
    read_fields(load, element, at, kind, &r.example);
    r.example.text = (duban_str){r.text.units, r.text.length};
    r.example.masks = r.masks;
    return r.example;
}
