/* The status list as words; see status.h. */
#include "base/status.h"

static const struct {
    const char *word, *meaning;
} statuses[] = {
#define DUBAN_STATUS_ROW(name, word, meaning) [DUBAN_##name] = {word, meaning},
    DUBAN_STATUSES(DUBAN_STATUS_ROW)
#undef DUBAN_STATUS_ROW
};

const char *duban_status_word(duban_status status) { return statuses[status].word; }

const char *duban_status_meaning(duban_status status) { return statuses[status].meaning; }
