/*
 * What the parts of verify share. Private to out/verify*.c.
 */
#ifndef DUBAN_OUT_VERIFY_PARTS_H
#define DUBAN_OUT_VERIFY_PARTS_H

#include "base/file.h"
#include "extract/engine/match.h"
#include "extract/value/time.h"
#include "ingest/packed/archive.h"
#include "out/read.h"
#include "out/verify.h"

typedef struct {
    duban_arena *arena;
    duban_diags *diags;
    const char *xml_path;
    const duban_element *root;
    duban_file source;
    const char *charset;
    bool is_markup, is_packed, has_generated_labels; /* what the media type means */
    duban_archive archive;                           /* the parts of a packed source */
    duban_str whole;                                 /* essence of the source */
    duban_matcher *matcher;                          /* NULL: values are not read again */
    duban_day written;                               /* what "this year" means */
    duban_proof proof;
} duban_proving;

/* Counts one failure and says what it is. */
void duban_proving_fail(duban_proving *proving, const duban_element *element, const char *format,
                        ...) __attribute__((format(printf, 3, 4)));

/* Reads the XML's <source> and finds the file that it names. */
duban_status duban_proving_source(duban_proving *proving, const char *folder);

/* Makes the source readable: unpacks it, prepares its whole text. */
void duban_proving_unpack(duban_proving *proving);

/*
 * The essence of the bytes that a src attribute names. False: they lie outside of the source or
 * are not written as src is; *text is then empty.
 */
bool duban_proving_bytes(duban_proving *proving, const char *src, duban_str *text);

/* Checks the text of an element and of its attributes, if it states any. */
void duban_prove_text(duban_proving *proving, const duban_element *element);

/* Reads values of targets, baselines, deadlines and dates again. */
void duban_prove_value(duban_proving *proving, const duban_element *element);

#endif
