/*
 * Charsets: which one the bytes are in, decided by what they are, never by their name.
 */
#ifndef DUBAN_INGEST_CHARSET_H
#define DUBAN_INGEST_CHARSET_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const char *iana;      /* as reported: "UTF-8", "UTF-16LE", "GB18030", "Big5" ... */
    const char *converter; /* ICU's name of the converter that reads it; NULL: own UTF-8 loop */
    uint32_t skip;         /* bytes of the byte order mark */
    const char *why;       /* for people: "byte order mark", "valid UTF-8" ... */
} duban_charset;

/*
 * Decides by byte order mark, then validity as UTF-8, then the shape of UTF-16, then UTF-8 with a
 * few bad bytes, then ICU's detector between GB18030 and Big5. iana is NULL where nothing fits.
 */
duban_charset duban_charset_decide(const unsigned char *bytes, size_t length);

/* The charset that a label (HTTP, meta tag) means; every GB label is GB18030. iana NULL: unknown.
 */
duban_charset duban_charset_of_label(const char *label);

#endif
