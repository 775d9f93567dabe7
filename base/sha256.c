/* SHA-256 by nettle, as hex; see sha256.h. */
#include "base/sha256.h"

#include <nettle/base16.h>

void duban_sha256_init(duban_sha256 *hash) { sha256_init(&hash->context); }

void duban_sha256_add(duban_sha256 *hash, const void *bytes, size_t length) {
    sha256_update(&hash->context, length, bytes);
}

void duban_sha256_hex(duban_sha256 *hash, char hex[static DUBAN_SHA256_HEX]) {
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&hash->context, sizeof digest, digest);
    base16_encode_update(hex, sizeof digest, digest);
    hex[DUBAN_SHA256_HEX - 1] = 0;
}
