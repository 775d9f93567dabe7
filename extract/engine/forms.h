/*
 * Rules by form: the rules of a kind that set a parameter to the same word, tried in load order.
 * Stages ask "is this span a caption", not "does any heading rule match".
 */
#ifndef DUBAN_EXTRACT_ENGINE_FORMS_H
#define DUBAN_EXTRACT_ENGINE_FORMS_H

#include "extract/engine/match.h"

#define DUBAN_FORM_RULES_MAX 16

typedef struct {
    const duban_rule *rules[DUBAN_FORM_RULES_MAX];
    uint32_t count;
} duban_form;

/* The rules of a kind whose parameter has the value; those beyond the cap are left out. */
duban_form duban_form_collect(const duban_rules *rules, duban_rule_kind kind, const char *param,
                              const char *value);

/* The first rule of the form that matches in the span. match may be NULL. */
bool duban_form_match(const duban_form *form, duban_matcher *matcher, duban_span span,
                      duban_match *match);

/* An integer parameter of a rule, or what to take where it is not set. */
int32_t duban_form_number(const duban_rule *rule, const char *param, int32_t otherwise);

#endif
