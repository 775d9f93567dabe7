/*
 * Base64 (RFC 4648, 4), for the b64 field of a stream.
 */
#ifndef DUBAN_CLI_BATCH_BASE64_H
#define DUBAN_CLI_BATCH_BASE64_H

#include <stdbool.h>
#include <stddef.h>

/* Decodes in place; white space is passed over. False: it is not base64. */
bool duban_base64_decode(char *text, size_t *length);

#endif
