/*
 * Decoding: bytes of a known charset -> UTF-16, each unit with the bytes that it came from.
 */
#ifndef DUBAN_INGEST_DECODE_H
#define DUBAN_INGEST_DECODE_H

#include <uchar.h>

#include "base/arena.h"
#include "base/status.h"
#include "ingest/charset.h"
#include "ingest/document.h"

/* Decoded text. Arrays of the same length; src and width as in duban_document. */
typedef struct {
    char16_t *text;
    uint32_t *src;
    uint8_t *width;
    uint32_t length;
    uint32_t replaced; /* byte sequences that became U+FFFD */
    uint32_t controls; /* characters that XML forbids, left out */
} duban_decoded;

/*
 * Decodes all bytes. What does not decode becomes U+FFFD; what XML 1.0 forbids (C0 controls but
 * tab, line breaks and form feed, U+FFFE, U+FFFF) is left out. Both are counted. Form feeds and
 * vertical tabs stay: they are page and line breaks. In the arena.
 */
duban_status duban_decode(duban_arena *arena, const duban_charset *charset,
                          const unsigned char *bytes, size_t length, duban_decoded *decoded);

typedef struct {
    size_t characters, bad;
} duban_decode_count;

/*
 * How many characters the bytes would give, and how many of them speak against the charset:
 * ill-formed sequences, C1 controls, private use. A last sequence that is cut is not counted. Needs
 * a charset with a converter.
 */
duban_decode_count duban_decode_try(const duban_charset *charset, const unsigned char *bytes,
                                    size_t length);

/*
 * For a format that is one text: decides the charset, decodes everything and judges whether it is
 * text. Sets the document's charset and replaced; its diags say what was lost, or why it failed.
 */
duban_status duban_decode_input(const duban_input *input, duban_document *document,
                                duban_decoded *decoded);

#endif
