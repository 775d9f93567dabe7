/*
 * SHA-256 (FIPS 180-4), by nettle: what a source or a set of rules is known by.
 */
#ifndef DUBAN_BASE_SHA256_H
#define DUBAN_BASE_SHA256_H

#include <nettle/sha2.h>
#include <stddef.h>

/* Lower-case hex and a NUL. */
#define DUBAN_SHA256_HEX 65

typedef struct {
    struct sha256_ctx context;
} duban_sha256;

void duban_sha256_init(duban_sha256 *hash);
void duban_sha256_add(duban_sha256 *hash, const void *bytes, size_t length);

/* Writes the digest of all that was added; the hash is as after init again. */
void duban_sha256_hex(duban_sha256 *hash, char hex[static DUBAN_SHA256_HEX]);

#endif
