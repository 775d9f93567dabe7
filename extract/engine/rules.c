/* Questions to loaded rules; see rules.h. */
#include "extract/engine/rules.h"

#include <string.h>

#include "extract/engine/compiled.h"

void duban_rules_free(duban_rules *rules) {
    if (rules) duban_arena_free(rules->arena);
}

const char *duban_rules_version(const duban_rules *rules) { return rules->version; }

uint32_t duban_rules_count(const duban_rules *rules) { return rules->count; }

const duban_rule *duban_rules_at(const duban_rules *rules, uint32_t index) {
    return &rules->rules[index];
}

const duban_rule *duban_rules_find(const duban_rules *rules, const char *id) {
    for (uint32_t i = 0; i < rules->count; i++)
        if (strcmp(rules->rules[i].id, id) == 0) return &rules->rules[i];
    return NULL;
}

duban_str duban_rules_pattern(const duban_rules *rules, const duban_rule *rule) {
    return rules->programs[rule->index].pattern;
}

const char *duban_rule_param(const duban_rule *rule, const char *name) {
    for (uint32_t i = 0; i < rule->setting_count; i++)
        if (strcmp(rule->settings[i].name, name) == 0) return rule->settings[i].value;
    return NULL;
}
