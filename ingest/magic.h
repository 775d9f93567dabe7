/*
 * Magic: formats that are known by their first bytes and are not text.
 */
#ifndef DUBAN_INGEST_MAGIC_H
#define DUBAN_INGEST_MAGIC_H

#include <stddef.h>

/* The name of the format for people ("a PDF document"), or NULL if the bytes may be text. */
const char *duban_magic_name(const unsigned char *bytes, size_t length);

#endif
