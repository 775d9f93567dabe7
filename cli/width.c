/* Display width by Unicode's East Asian Width (UAX 11), ambiguous characters narrow; see width.h.
 */
#include "cli/width.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <unistd.h>

static uint32_t width_of(UChar32 c) {
    int type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

/* The character at *at; moves it on. An ill-formed byte counts as one character. */
static UChar32 next_character(const char *utf8, size_t length, size_t *at) {
    int32_t i = 0;
    UChar32 c;
    U8_NEXT_OR_FFFD((const uint8_t *)utf8 + *at, i, (int32_t)(length - *at), c);
    *at += (size_t)i;
    return c;
}

uint32_t duban_text_width(const char *utf8, size_t length) {
    uint32_t columns = 0;
    for (size_t at = 0; at < length;) columns += width_of(next_character(utf8, length, &at));
    return columns;
}

static bool is_word_byte(char byte) { return isalnum((unsigned char)byte) || byte == '.'; }

size_t duban_text_fit(const char *utf8, uint32_t columns) {
    size_t length = strcspn(utf8, "\n"), at = 0;
    uint32_t used = 0;
    while (at < length) {
        size_t next = at;
        used += width_of(next_character(utf8, length, &next));
        if (used > columns && at) break;
        at = next;
    }
    size_t cut = at;
    while (at < length && cut && is_word_byte(utf8[cut]) && is_word_byte(utf8[cut - 1])) cut--;
    return cut ? cut : at;
}

uint32_t duban_terminal_width(void) {
    struct winsize size;
    const char *environment = getenv("COLUMNS");
    long columns = 100;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) {
        columns = size.ws_col;
    } else if (environment && *environment) {
        columns = strtol(environment, NULL, 10);
    }
    return columns < 20 ? 20 : columns > 1000 ? 1000 : (uint32_t)columns;
}
