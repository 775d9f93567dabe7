/* Percent-encoding as in RFC 3986, well-formed UTF-8 as in RFC 3629; see names.h. */
#include "cli/batch/names.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEM_MAX = 200, DIGITS = 16 };

static bool in(unsigned char byte, unsigned low, unsigned high) {
    return byte >= low && byte <= high;
}

/* How many bytes the well-formed character at s has; 0: it is none. A NUL ends s. */
static size_t character(const unsigned char *s) {
    unsigned char a = s[0];
    if (a < 0x80) return 1;
    if (in(a, 0xC2, 0xDF)) return in(s[1], 0x80, 0xBF) ? 2 : 0;
    if (in(a, 0xE0, 0xEF)) {
        bool second = in(s[1], a == 0xE0 ? 0xA0 : 0x80, a == 0xED ? 0x9F : 0xBF);
        return second && in(s[2], 0x80, 0xBF) ? 3 : 0;
    }
    if (!in(a, 0xF0, 0xF4)) return 0;
    bool second = in(s[1], a == 0xF0 ? 0x90 : 0x80, a == 0xF4 ? 0x8F : 0xBF);
    return second && in(s[2], 0x80, 0xBF) && in(s[3], 0x80, 0xBF) ? 4 : 0;
}

/* C1 controls, U+FFFE and U+FFFF break lines or XML as well as those of ASCII. */
static bool is_plain(const unsigned char *s, size_t length) {
    if (length == 1) return *s >= 0x20 && *s != 0x7F && *s != '%';
    if (length == 2) return !(s[0] == 0xC2 && s[1] < 0xA0);
    return !(length == 3 && s[0] == 0xEF && s[1] == 0xBF && s[2] >= 0xBE);
}

void duban_name_of_path(const char *path, char name[static DUBAN_NAME_MAX]) {
    size_t at = 0;
    while (path[0] == '.' && path[1] == '/') {
        for (path++; *path == '/';) path++;
    }
    for (const unsigned char *s = (const unsigned char *)path; *s && at + 4 < DUBAN_NAME_MAX;) {
        size_t length = character(s);
        if (length && is_plain(s, length)) {
            memcpy(name + at, s, length);
            at += length;
            s += length;
        } else {
            at += (size_t)snprintf(name + at, 4, "%%%02X", *s++);
        }
    }
    name[at] = '\0';
}

void duban_name_to_path(const char *name, char path[static PATH_MAX]) {
    size_t at = 0;
    for (; *name && at + 1 < PATH_MAX; name++) {
        if (*name == '%' && isxdigit((unsigned char)name[1]) && isxdigit((unsigned char)name[2])) {
            path[at++] = (char)strtol((char[]){name[1], name[2], '\0'}, NULL, 16);
            name += 2;
        } else {
            path[at++] = *name;
        }
    }
    path[at] = '\0';
}

/* The last part of the name, its head if it is long, cut between characters. */
static int stem_length(const char *stem) {
    size_t length = strlen(stem);
    if (length <= STEM_MAX) return (int)length;
    for (length = STEM_MAX; length && ((unsigned char)stem[length] & 0xC0) == 0x80;) length--;
    return (int)length;
}

void duban_name_of_output(const char *name, const char *sha256,
                          char output[static DUBAN_OUTPUT_NAME]) {
    const char *slash = strrchr(name, '/'), *stem = slash ? slash + 1 : name;
    char hex[DUBAN_SHA256_HEX];
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, name, strlen(name) + 1);
    duban_sha256_add(&hash, sha256, strlen(sha256));
    duban_sha256_hex(&hash, hex);
    /* A leading dot would hide it. */
    snprintf(output, DUBAN_OUTPUT_NAME, "%s%.*s.%.*s.xml", *stem == '.' ? "_" : "",
             stem_length(stem), stem, DIGITS, hex);
}

int duban_name_is_output(const char *file) {
    size_t length = strlen(file), tail = 1 + DIGITS + strlen(".xml");
    if (length <= tail || strcmp(file + length - 4, ".xml") != 0) return 0;
    const char *digits = file + length - tail;
    return *digits == '.' && strspn(digits + 1, "0123456789abcdef") == DIGITS;
}
