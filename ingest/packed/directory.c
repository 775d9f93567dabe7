/* Records of a ZIP by their signatures and sizes; see directory.h. */
#include "ingest/packed/directory.h"

#include <stdint.h>
#include <string.h>

enum {
    MEMBER = 30, /* sizes of the records' fixed parts */
    ENTRY = 46,
    END = 22,
    COMMENT_MAX = 0xFFFF,
    NAME_MAX_LENGTH = 512, /* of the names that are asked for */
    SIZES_MAX = 24,
    SIZE_FOLLOWS = 8, /* a flag: the size stands behind the data */
};

typedef struct {
    const unsigned char *bytes;
    size_t length;
    bool (*wanted)(const void *context, const char *name);
    const void *context;
} zip;

static uint32_t two(const unsigned char *at) { return at[0] | (uint32_t)at[1] << 8; }
static uint32_t four(const unsigned char *at) { return two(at) | two(at + 2) << 16; }

static bool is_at(const zip *z, size_t at, const char *mark, size_t size) {
    return at <= z->length && z->length - at >= size && !memcmp(z->bytes + at, mark, 4);
}

static bool is_wanted(const zip *z, size_t at, size_t length) {
    char name[NAME_MAX_LENGTH];
    if (at > z->length || z->length - at < length || length >= sizeof name) return false;
    memcpy(name, z->bytes + at, length);
    name[length] = '\0';
    return z->wanted(z->context, name);
}

/* The record that ends the ZIP; length if there is none. */
static size_t find_end(const zip *z) {
    size_t low = z->length > END + COMMENT_MAX ? z->length - END - COMMENT_MAX : 0;
    for (size_t at = z->length >= END ? z->length - END + 1 : 0; at-- > low;)
        if (is_at(z, at, "PK\5\6", END)) return at;
    return z->length;
}

static bool by_directory(const zip *z, size_t at) {
    while (is_at(z, at, "PK\1\2", ENTRY)) {
        const unsigned char *entry = z->bytes + at;
        if (is_wanted(z, at + ENTRY, two(entry + 28))) return true;
        at += ENTRY + two(entry + 28) + two(entry + 30) + two(entry + 32);
    }
    return false;
}

/* The sizes behind the data of a member take so many bytes; the next one begins there. */
static size_t past_sizes(const zip *z, size_t at) {
    for (size_t more = 0; more <= SIZES_MAX; more++)
        if (is_at(z, at + more, "PK\3\4", MEMBER)) return at + more;
    return at;
}

/* Where the next member begins, which may be far from true where sizes are not told. */
static size_t past_member(const zip *z, size_t at) {
    const unsigned char *member = z->bytes + at;
    uint32_t size = four(member + 18);
    size_t data = at + MEMBER + two(member + 26) + two(member + 28);
    bool known = size != UINT32_MAX && (size || !(two(member + 6) & SIZE_FOLLOWS));
    if (known || data >= z->length) return past_sizes(z, data + size);
    const unsigned char *next = memmem(z->bytes + data, z->length - data, "PK\3\4", 4);
    return next ? (size_t)(next - z->bytes) : z->length;
}

bool duban_zip_has(const unsigned char *bytes, size_t length,
                   bool (*wanted)(const void *context, const char *name), const void *context) {
    const zip z = {bytes, length, wanted, context};
    size_t end = find_end(&z);
    size_t directory = end < length ? four(bytes + end + 16) : length;
    if (is_at(&z, directory, "PK\1\2", ENTRY)) return by_directory(&z, directory);
    for (size_t at = 0; is_at(&z, at, "PK\3\4", MEMBER); at = past_member(&z, at))
        if (is_wanted(&z, at + MEMBER, two(bytes + at + 26))) return true;
    return false;
}
