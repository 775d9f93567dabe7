/* Percent-encoding as in RFC 3986, well-formed UTF-8 as in RFC 3629; see label.h. */
#include "base/label.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    if (length == 1) return *s >= 0x20 && *s != 0x7F && !(s[0] == '!' && s[1] == '/');
    if (length == 2) return !(s[0] == 0xC2 && s[1] < 0xA0);
    return !(length == 3 && s[0] == 0xEF && s[1] == 0xBF && s[2] >= 0xBE);
}

size_t duban_label_write(const char *text, bool percent, char *out, size_t room) {
    const unsigned char *s = (const unsigned char *)text;
    size_t at = 0;
    while (*s && at + 4 < room) {
        size_t length = character(s);
        if (length && is_plain(s, length) && !(percent && *s == '%')) {
            memcpy(out + at, s, length);
            at += length;
            s += length;
        } else {
            at += (size_t)snprintf(out + at, 4, "%%%02X", *s++);
        }
    }
    out[at] = '\0';
    return (size_t)((const char *)s - text);
}

void duban_label_read(const char *label, char *out, size_t room) {
    size_t at = 0;
    for (; *label && at + 1 < room; label++) {
        bool coded =
            *label == '%' && isxdigit((unsigned char)label[1]) && isxdigit((unsigned char)label[2]);
        out[at++] = *label;
        if (!coded) continue;
        out[at - 1] = (char)strtol((char[]){label[1], label[2], '\0'}, NULL, 16);
        label += 2;
    }
    out[at] = '\0';
}
