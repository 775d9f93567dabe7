/*
 * Names of foreign origin (paths, members of archives, addresses) as labels: UTF-8 that fits on a
 * line.
 */
#ifndef DUBAN_BASE_LABEL_H
#define DUBAN_BASE_LABEL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes text to out: bytes that are not UTF-8 and control characters become %XX, and so does the
 * '!' of "!/", which parts a container's name from its member's. With percent '%' becomes %25 too,
 * so that different texts have different labels and the text can be had back. Ends before room is
 * full, never inside a character; out is terminated. Returns how much of text was taken.
 */
size_t duban_label_write(const char *text, bool percent, char *out, size_t room);

/* What a label with percent stands for, as far as there is room, terminated. */
void duban_label_read(const char *label, char *out, size_t room);

#endif
