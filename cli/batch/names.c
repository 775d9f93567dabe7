/* Labels of paths and names of outputs; see names.h. */
#include "cli/batch/names.h"

#include <stdio.h>
#include <string.h>

#include "base/label.h"

enum { STEM_MAX = 200, DIGITS = 16 };

void duban_name_of_path(const char *path, char name[static DUBAN_NAME_MAX]) {
    while (path[0] == '.' && path[1] == '/') {
        for (path++; *path == '/';) path++;
    }
    duban_label_write(path, true, name, DUBAN_NAME_MAX);
}

void duban_name_to_path(const char *name, char path[static PATH_MAX]) {
    duban_label_read(name, path, PATH_MAX);
}

/* The last part of the name, its head if it is long, cut between characters. */
static int stem_length(const char *stem) {
    size_t length = strlen(stem);
    if (length <= STEM_MAX) return (int)length;
    for (length = STEM_MAX; length && ((unsigned char)stem[length] & 0xC0) == 0x80;) length--;
    return (int)length;
}

void duban_name_of_output(const char *name, const char *id, const char *sha256,
                          char output[static DUBAN_OUTPUT_NAME]) {
    const char *called = *id ? id : name;
    const char *slash = strrchr(called, '/'), *stem = slash ? slash + 1 : called;
    char hex[DUBAN_SHA256_HEX];
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, name, strlen(name) + 1);
    duban_sha256_add(&hash, sha256, strlen(sha256));
    duban_sha256_hex(&hash, hex);
    /* A leading dot would hide it, and the end of an address is empty. */
    snprintf(output, DUBAN_OUTPUT_NAME, "%s%.*s.%.*s.xml", *stem == '.' || !*stem ? "_" : "",
             stem_length(stem), stem, DIGITS, hex);
}

int duban_name_is_output(const char *file) {
    size_t length = strlen(file), tail = 1 + DIGITS + strlen(".xml");
    if (length <= tail || strcmp(file + length - 4, ".xml") != 0) return 0;
    const char *digits = file + length - tail;
    return *digits == '.' && strspn(digits + 1, "0123456789abcdef") == DIGITS;
}
