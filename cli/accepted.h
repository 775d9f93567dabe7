/*
 * The last accepted run: what was wrong then, against what is wrong now.
 */
#ifndef DUBAN_CLI_ACCEPTED_H
#define DUBAN_CLI_ACCEPTED_H

#include "out/score/score.h"

typedef struct {
    const char **gained; /* wrong then, right now */
    const char **lost;   /* right then, wrong now */
    uint32_t gained_count, lost_count;
    bool compared; /* false: no run was accepted yet */
} duban_changes;

/*
 * Compares the complaints of the score with those kept at path, a TSV of notice and finding.
 * Sorts the score's complaints.
 */
duban_status duban_accepted_compare(const char *path, duban_score *score, duban_changes *changes);

/* The file's new text. */
char *duban_accepted_print(const duban_score *score, size_t *length);

#endif
