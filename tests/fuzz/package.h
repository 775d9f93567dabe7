/*
 * Packed formats from within: the input is the text of some parts, one after another with a form
 * feed between them, which XML forbids; the package around them is made here, so that what changes
 * reaches the readers of the parts and not only the ZIP's.
 */
#ifndef DUBAN_TESTS_FUZZ_PACKAGE_H
#define DUBAN_TESTS_FUZZ_PACKAGE_H

#include <string.h>

#include "tests/fuzz/document.h"
#include "tests/unit/zip.h"

enum { FUZZ_PARTS_MAX = 16, FUZZ_PACKAGE_ROOM = 4096 };

/*
 * Fills the members from `first` on with the input's parts; those without one are left out, and
 * the last takes the rest. The whole is read by the format.
 */
static inline int fuzz_package(const duban_format *format, zip_member *members, size_t first,
                               size_t count, const uint8_t *bytes, size_t length) {
    char *text = malloc(length + 1);
    size_t room = length + FUZZ_PACKAGE_ROOM;
    unsigned char *package = malloc(room);
    if (!text || !package) abort();
    memcpy(text, bytes, length);
    text[length] = '\0';
    size_t used = first;
    for (char *part = text; part && used < count; used++) {
        char *end = used + 1 < count ? strchr(part, '\f') : NULL;
        if (end) *end = '\0';
        members[used].text = part;
        part = end ? end + 1 : NULL;
    }
    fuzz_format(format, "a", package, zip_make(members, used, package, room));
    free(package);
    free(text);
    return 0;
}

#endif
