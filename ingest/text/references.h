/*
 * Character references that a crawler left in plain text: &nbsp; &ldquo; &#8212; &#x2014;
 */
#ifndef DUBAN_INGEST_TEXT_REFERENCES_H
#define DUBAN_INGEST_TEXT_REFERENCES_H

#include "ingest/decode.h"

/*
 * Puts the character in the place of each reference, in the decoded text itself; it has the source
 * bytes of all of the reference. Only references that end with a semicolon and mean a character of
 * the Basic Multilingual Plane are read; all else stays as it is.
 */
void duban_references_resolve(duban_decoded *decoded);

#endif
