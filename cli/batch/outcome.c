/* Statuses of a batch; see outcome.h. */
#include "cli/batch/outcome.h"

#include <string.h>

const duban_status duban_outcomes[] = {
    DUBAN_OK,        DUBAN_PARTIAL, DUBAN_NO_TEXT,   DUBAN_ENCRYPTED, DUBAN_UNSUPPORTED,
    DUBAN_TOO_LARGE, DUBAN_BINARY,  DUBAN_BAD_RULES, DUBAN_TIMEOUT,   DUBAN_NO_MEMORY,
    DUBAN_CRASH,     DUBAN_SKIPPED, DUBAN_PENDING,
};
const size_t duban_outcome_count = sizeof duban_outcomes / sizeof *duban_outcomes;

duban_status duban_outcome_of(duban_status status) {
    for (size_t i = 0; i < duban_outcome_count; i++) {
        if (duban_outcomes[i] == status) return status;
    }
    return status == DUBAN_EMPTY ? DUBAN_NO_TEXT : DUBAN_BINARY;
}

bool duban_outcome_read(const char *word, size_t length, duban_status *outcome) {
    for (size_t i = 0; i < duban_outcome_count; i++) {
        const char *known = duban_status_word(duban_outcomes[i]);
        if (strlen(known) != length || memcmp(known, word, length) != 0) continue;
        *outcome = duban_outcomes[i];
        return true;
    }
    return false;
}

bool duban_outcome_set_read(const char *words, duban_outcome_set *set) {
    *set = 0;
    if (!strcmp(words, "none")) return true;
    for (size_t i = 0; !strcmp(words, "any") && i < duban_outcome_count; i++) {
        duban_status s = duban_outcomes[i];
        if (!duban_outcome_is_good(s) && s != DUBAN_SKIPPED && s != DUBAN_PENDING) *set |= 1ul << s;
    }
    if (*set) return true;
    for (; *words; words += *words == ',') {
        size_t length = strcspn(words, ",");
        duban_status s;
        if (!duban_outcome_read(words, length, &s)) return false;
        *set |= 1ul << s;
        words += length;
    }
    return *set != 0;
}
