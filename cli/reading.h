/*
 * One input from its path to its notice, with its messages shown: what every command begins with.
 */
#ifndef DUBAN_CLI_READING_H
#define DUBAN_CLI_READING_H

#include "base/file.h"
#include "extract/notice.h"

typedef struct {
    duban_file file;
    duban_input input;
    duban_arena *arena;   /* of a member's bytes */
    duban_notice *notice; /* NULL where the file itself could not be read */
} duban_reading;

/*
 * Reads the file, or the member of a container (archive.zip!/a.txt), and the notice in it; shows
 * findings of at least the severity. On any status other than DUBAN_OK the reason has been shown.
 * Release with duban_reading_free in any case.
 */
duban_status duban_reading_open(duban_reading *reading, const char *path, const duban_rules *rules,
                                duban_severity at_least);

/* As duban_reading_open, of bytes that the caller has and keeps. */
duban_status duban_reading_of(duban_reading *reading, const duban_input *input,
                              const duban_rules *rules, duban_severity at_least);

/* As duban_reading_open, watched (extract/notice.h). */
duban_status duban_reading_watch(duban_reading *reading, const char *path, const duban_rules *rules,
                                 duban_severity at_least, const duban_watch *watch);
void duban_reading_free(duban_reading *reading);

#endif
