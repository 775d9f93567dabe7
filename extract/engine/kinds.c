/* The table of rule kinds; see kinds.h. */
#include "extract/engine/kinds.h"

#include <string.h>

static const duban_kind_facts facts[] = {
#define KIND_ROW(name, word, groups, params, fields)                                               \
    [DUBAN_RULE_##name] = {word, groups, params, fields},
    DUBAN_RULE_KINDS(KIND_ROW)
#undef KIND_ROW
};

const duban_kind_facts *duban_kind_facts_of(duban_rule_kind kind) { return &facts[kind]; }

duban_rule_kind duban_kind_find(const char *word) {
    duban_rule_kind kind = 0;
    while (kind < DUBAN_RULE_KIND_COUNT && strcmp(facts[kind].word, word) != 0) kind++;
    return kind;
}

bool duban_kind_lists(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; length && (at = strstr(at, word)); at += length) {
        bool begins = at == list || at[-1] == ' ';
        if (begins && (at[length] == ' ' || at[length] == '\0')) return true;
    }
    return false;
}
