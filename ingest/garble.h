/*
 * Text that is another than what the page shows: its fonts do not tell which characters their
 * glyphs are, so that some others come out of it.
 */
#ifndef DUBAN_INGEST_GARBLE_H
#define DUBAN_INGEST_GARBLE_H

#include "ingest/document.h"

/* What notices are written with, of the folded view; letters and digits of ASCII are so anyway. */
typedef struct duban_familiar {
    uint64_t bits[0x10000 / 64];
} duban_familiar;

static inline void duban_familiar_add(duban_familiar *familiar, char16_t unit) {
    familiar->bits[unit / 64] |= UINT64_C(1) << unit % 64;
}

static inline bool duban_familiar_has(const duban_familiar *familiar, char16_t unit) {
    return familiar->bits[unit / 64] >> unit % 64 & 1;
}

/*
 * Lines with many unfamiliar characters are garbled. DUBAN_NO_TEXT if those are the greater part of
 * the document's text; a warning if they are some of it. The document's diags say so.
 */
duban_status duban_garble_judge(duban_document *document, const duban_familiar *familiar);

#endif
