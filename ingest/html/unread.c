/* Ideographs and full stops in UTF-8 and in escapes; see unread.h. */
#include "ingest/html/unread.h"

enum {
    FULL_STOP = 0x3002,
    FIRST_IDEOGRAPH = 0x4E00,
    LAST_IDEOGRAPH = 0x9FFF,
    /* Fewer are a message or two of a script. */
    LETTERS_MIN = 200,
    STOPS_MIN = 5,
};

static void weigh(duban_html_unread *unread, uint32_t unit) {
    unread->letters += unit >= FIRST_IDEOGRAPH && unit <= LAST_IDEOGRAPH;
    unread->stops += unit == FULL_STOP;
}

static int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    char lower = (char)(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* The four hexadecimal digits behind "\\u"; 0 if there are none. */
static uint32_t escaped(const char *digits) {
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int value = digit(digits[i]);
        if (value < 0) return 0;
        unit = unit << 4 | (uint32_t)value;
    }
    return unit;
}

void duban_html_unread_weigh(duban_html_unread *unread, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char lead = (unsigned char)bytes[i];
        if ((lead & 0xF0) == 0xE0 && i + 2 < length) {
            weigh(unread,
                  (lead & 0x0FU) << 12 | (bytes[i + 1] & 0x3FU) << 6 | (bytes[i + 2] & 0x3FU));
            i += 2;
        } else if (lead == '\\' && i + 5 < length && bytes[i + 1] == 'u') {
            weigh(unread, escaped(bytes + i + 2));
        }
    }
}

void duban_html_unread_weigh_units(duban_html_unread *unread, const char16_t *units,
                                   size_t length) {
    for (size_t i = 0; i < length; i++) weigh(unread, units[i]);
}

bool duban_html_unread_is_notice(const duban_html_unread *unread) {
    return unread->letters >= LETTERS_MIN && unread->stops >= STOPS_MIN;
}
