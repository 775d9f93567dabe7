/* Rules by form: collected once for a document, then asked by span. */
#include "extract/engine/forms.h"

#include <stdlib.h>
#include <string.h>

duban_form duban_form_collect(const duban_rules *rules, duban_rule_kind kind, const char *param,
                              const char *value) {
    duban_form form = {.count = 0};
    for (uint32_t i = 0; i < duban_rules_count(rules); i++) {
        const duban_rule *rule = duban_rules_at(rules, i);
        if (rule->kind != kind) continue;
        const char *set = duban_rule_param(rule, param);
        if (set && strcmp(set, value) == 0 && form.count < DUBAN_FORM_RULES_MAX)
            form.rules[form.count++] = rule;
    }
    return form;
}

bool duban_form_match(const duban_form *form, duban_matcher *matcher, duban_span span,
                      duban_match *match) {
    duban_match scratch;
    if (duban_span_is_empty(span)) return false;
    for (uint32_t i = 0; i < form->count; i++)
        if (duban_match_rule(matcher, form->rules[i], span, match ? match : &scratch)) return true;
    return false;
}

int32_t duban_form_number(const duban_rule *rule, const char *param, int32_t otherwise) {
    const char *value = duban_rule_param(rule, param);
    return value ? (int32_t)strtol(value, NULL, 10) : otherwise;
}
