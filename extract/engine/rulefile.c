/*
 * Rule files: a tree that the schema has approved -> macros, rules, patterns as written.
 *
 * What the schema cannot say is checked here: ids and macro names that stand once, kinds and
 * parameters that exist.
 */
#include <libxml/tree.h>
#include <string.h>

#include "extract/engine/load.h"

static bool is_named(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* An attribute, "" if absent; in the rules' arena. */
static const char *attribute(duban_load *load, xmlNode *node, const char *name) {
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    const char *copy = duban_arena_printf(load->rules->arena, "%s", value ? (char *)value : "");
    xmlFree(value);
    return copy;
}

/* The text of a node without white space at its ends. */
static const char *content(duban_load *load, xmlNode *node) {
    xmlChar *raw = xmlNodeGetContent(node);
    const char *start = raw ? (char *)raw : "", *blank = " \t\r\n";
    start += strspn(start, blank);
    size_t length = strlen(start);
    while (length && strchr(blank, start[length - 1])) length--;
    const char *copy = duban_arena_printf(load->rules->arena, "%.*s", (int)length, start);
    xmlFree(raw);
    return copy;
}

static void read_macro(duban_load *load, xmlNode *node, const char *file) {
    duban_macro m = {
        .name = attribute(load, node, "name"), .file = file, .line = (uint32_t)xmlGetLineNo(node)};
    for (uint32_t i = 0; i < load->macro_count; i++)
        if (strcmp(load->macros[i].name, m.name) == 0)
            duban_load_error(load, (duban_place){.file = file, .line = m.line},
                             "the macro '%s' stands in %s:%u already", m.name, load->macros[i].file,
                             load->macros[i].line);
    const char *text = content(load, node);
    m.text = duban_str_from_utf8(load->scratch, text, strlen(text));
    load->macros = duban_arena_grow(load->scratch, load->macros, &load->macro_capacity,
                                    load->macro_count + 1, sizeof m);
    load->macros[load->macro_count++] = m;
}

static void check_id(duban_load *load, const duban_rule *rule) {
    const duban_rule *other = duban_rules_find(load->rules, rule->id);
    if (other)
        duban_load_error(load, (duban_place){rule->file, rule->id, rule->line},
                         "the id '%s' stands in %s:%u already", rule->id, other->file, other->line);
}

static void read_settings(duban_load *load, xmlNode *node, duban_rule *rule) {
    duban_rule_setting *settings = NULL;
    uint32_t capacity = 0;
    const duban_kind_facts *facts = duban_kind_facts_of(rule->kind);
    for (xmlNode *child = node->children; child; child = child->next) {
        if (!is_named(child, "set")) continue;
        duban_rule_setting s = {attribute(load, child, "name"), attribute(load, child, "value")};
        if (!duban_kind_lists(facts->params, s.name))
            duban_load_error(load,
                             (duban_place){rule->file, rule->id, (uint32_t)xmlGetLineNo(child)},
                             "a rule of kind '%s' has no parameter '%s'; it may have: %s",
                             facts->word, s.name, facts->params);
        settings = duban_arena_grow(load->rules->arena, settings, &capacity,
                                    rule->setting_count + 1, sizeof s);
        settings[rule->setting_count++] = s;
    }
    rule->settings = settings;
}

static void read_examples(duban_load *load, xmlNode *node, duban_rule *rule) {
    duban_rule_example *examples = NULL;
    uint32_t capacity = 0;
    for (xmlNode *child = node->children; child; child = child->next) {
        if (!is_named(child, "example") && !is_named(child, "counter-example")) continue;
        duban_place at = {rule->file, rule->id, (uint32_t)xmlGetLineNo(child)};
        examples = duban_arena_grow(load->rules->arena, examples, &capacity,
                                    rule->example_count + 1, sizeof *examples);
        examples[rule->example_count++] = duban_load_example(load, child, at, rule->kind);
    }
    rule->examples = examples;
}

static void read_parts(duban_load *load, xmlNode *node, duban_rule *rule, duban_pattern *pattern) {
    for (xmlNode *child = node->children; child; child = child->next) {
        if (is_named(child, "why")) rule->why = content(load, child);
        if (!is_named(child, "pattern")) continue;
        const char *text = content(load, child);
        pattern->text = duban_str_from_utf8(load->scratch, text, strlen(text));
        pattern->line = (uint32_t)xmlGetLineNo(child);
    }
}

static void add_rule(duban_load *load, duban_rule rule, duban_pattern pattern) {
    duban_rules *rules = load->rules;
    uint32_t need = rules->count + 1;
    rules->rules = duban_arena_grow(rules->arena, rules->rules, &rules->rule_capacity, need,
                                    sizeof *rules->rules);
    load->patterns = duban_arena_grow(load->scratch, load->patterns, &load->pattern_capacity, need,
                                      sizeof *load->patterns);
    rule.index = rules->count;
    load->patterns[rules->count] = pattern;
    rules->rules[rules->count++] = rule;
}

static void read_rule(duban_load *load, xmlNode *node, const char *file) {
    duban_pattern pattern = {0};
    duban_rule rule = {.id = attribute(load, node, "id"),
                       .title = attribute(load, node, "title"),
                       .file = file,
                       .line = (uint32_t)xmlGetLineNo(node)};
    const char *kind = attribute(load, node, "kind");
    rule.kind = duban_kind_find(kind);
    if (rule.kind == DUBAN_RULE_KIND_COUNT) {
        duban_load_error(load, (duban_place){file, rule.id, rule.line}, "there is no kind '%s'",
                         kind);
        return;
    }
    check_id(load, &rule);
    read_settings(load, node, &rule);
    read_parts(load, node, &rule, &pattern);
    read_examples(load, node, &rule);
    add_rule(load, rule, pattern);
}

void duban_load_rules(duban_load *load, struct _xmlDoc *doc, const char *file) {
    xmlNode *root = xmlDocGetRootElement(doc);
    for (xmlNode *node = root ? root->children : NULL; node; node = node->next) {
        if (is_named(node, "macro")) read_macro(load, node, file);
        if (is_named(node, "rule")) read_rule(load, node, file);
    }
}
