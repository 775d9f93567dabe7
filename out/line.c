/* Byte offsets -> lines and columns; see line.h. */
#include "out/line.h"

#include <stdbool.h>
#include <unicode/ucnv.h>

/* How wide a unit of the charset is, and which of its bytes tells a line end. */
typedef struct {
    size_t width, low;
} layout;

static layout layout_of(const char *charset) {
    if (charset && !ucnv_compareNames(charset, "UTF-16LE")) return (layout){2, 0};
    if (charset && !ucnv_compareNames(charset, "UTF-16BE")) return (layout){2, 1};
    return (layout){1, 0};
}

static bool is_unit(const unsigned char *unit, layout l, unsigned char value) {
    return unit[l.low] == value && (l.width == 1 || unit[1 - l.low] == 0);
}

static uint32_t count_characters(const unsigned char *bytes, size_t length, const char *charset) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = charset ? ucnv_open(charset, &error) : NULL;
    if (!converter || U_FAILURE(error)) return (uint32_t)length;
    const char *next = (const char *)bytes, *end = next + length;
    uint32_t count = 0;
    while (next < end) {
        UChar32 c = ucnv_getNextUChar(converter, &next, end, &error);
        if (U_FAILURE(error) && error == U_INDEX_OUTOFBOUNDS_ERROR) break;
        if (U_FAILURE(error)) error = U_ZERO_ERROR;
        if (c != 0xFEFF) count++;
    }
    ucnv_close(converter);
    return count;
}

duban_line duban_line_at(const unsigned char *bytes, size_t length, const char *charset,
                         size_t offset) {
    if (offset > length) offset = length;
    layout l = layout_of(charset);
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i + l.width <= offset; i += l.width) {
        bool feed = is_unit(bytes + i, l, '\n'), back = is_unit(bytes + i, l, '\r');
        size_t next = i + l.width;
        bool pair = back && next + l.width <= length && is_unit(bytes + next, l, '\n');
        if (!feed && (!back || pair)) continue;
        line++;
        start = next;
    }
    return (duban_line){line, 1 + count_characters(bytes + start, offset - start, charset)};
}
