/*
 * Byte offsets -> lines and columns, for messages to people.
 */
#ifndef DUBAN_OUT_LINE_H
#define DUBAN_OUT_LINE_H

#include <stddef.h>
#include <stdint.h>

/* Both from 1; the column counts characters. line 0: unknown. */
typedef struct {
    uint32_t line, column;
} duban_line;

/*
 * The place of a byte in a text of the charset (an IANA name; NULL: unknown, columns are bytes).
 * Lines end at LF, CR LF or CR.
 */
duban_line duban_line_at(const unsigned char *bytes, size_t length, const char *charset,
                         size_t offset);

#endif
