/* Transfer encodings of MIME bodies (RFC 2045, 6): quoted-printable and base64. */
#ifndef DUBAN_INGEST_MIME_TRANSFER_H
#define DUBAN_INGEST_MIME_TRANSFER_H

#include "ingest/mime/header.h"

/*
 * The bytes that a body stands for. encoding: the field's value, NULL for none. What is not as the
 * encoding writes it is kept (quoted-printable) or passed over (base64) and counted in *bad. False
 * if the encoding is not known. In the arena, or the body itself where nothing is encoded.
 */
bool duban_mime_decode(duban_arena *arena, duban_mime_span body, const char *encoding,
                       duban_mime_span *decoded, size_t *bad);

#endif
