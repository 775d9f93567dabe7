/* See base64.h. */
#include "cli/batch/base64.h"

#include <string.h>

static int value_of(char c) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

bool duban_base64_decode(char *text, size_t *length) {
    size_t out = 0, digits = 0, padding = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < *length; i++) {
        char c = text[i];
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') continue;
        if (c == '=') {
            padding++;
            continue;
        }
        int value = value_of(c);
        if (value < 0 || padding) return false;
        bits = bits << 6 | (unsigned)value;
        if (++digits % 4 == 0 || digits % 4 == 2 || digits % 4 == 3) {
            unsigned shift = digits % 4 == 2 ? 4 : digits % 4 == 3 ? 2 : 0;
            text[out++] = (char)(bits >> shift & 0xFF);
        }
    }
    *length = out;
    return digits % 4 != 1 && padding <= 2;
}
