/*
 * Decoding with offsets: an own loop for UTF-8, ICU's converters for the rest.
 *
 * A character of two units has its bytes in the high one; the low one has width 0 and stands at
 * their end. An ill-formed sequence of UTF-8 is a maximal subpart (Unicode, chapter 3.9).
 */
#include "ingest/decode.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "base/limits.h"

static bool is_forbidden(char16_t unit) {
    if (unit < 0x20) return unit < 0x09 || unit > 0x0D;
    return unit >= 0xFFFE;
}

static void put(duban_decoded *d, char16_t unit, uint32_t src, uint32_t width) {
    d->text[d->length] = unit;
    d->src[d->length] = src;
    d->width[d->length++] = (uint8_t)width;
}

static void put_character(duban_decoded *d, UChar32 c, uint32_t src, uint32_t width) {
    if (c < 0x10000) {
        put(d, (char16_t)c, src, width);
        return;
    }
    put(d, U16_LEAD(c), src, width);
    put(d, U16_TRAIL(c), src + width, 0);
}

static void decode_utf8(const unsigned char *bytes, size_t length, uint32_t skip,
                        duban_decoded *d) {
    int32_t end = (int32_t)length;
    for (int32_t i = (int32_t)skip; i < end;) {
        uint32_t start = (uint32_t)i;
        if (bytes[i] < 0x80) {
            char16_t unit = bytes[i++];
            if (is_forbidden(unit))
                d->controls++;
            else
                put(d, unit, start, 1);
            continue;
        }
        UChar32 c;
        U8_NEXT(bytes, i, end, c);
        if (c < 0) {
            d->replaced++;
            c = 0xFFFD;
        }
        if (c == 0xFFFE || c == 0xFFFF)
            d->controls++;
        else
            put_character(d, c, start, (uint32_t)i - start);
    }
}

/* Counts what ICU replaces. */
static void count_bad(const void *context, UConverterToUnicodeArgs *args, const char *bytes,
                      int32_t length, UConverterCallbackReason reason, UErrorCode *error) {
    if (reason <= UCNV_IRREGULAR) ++*(uint32_t *)(uintptr_t)context;
    UCNV_TO_U_CALLBACK_SUBSTITUTE(NULL, args, bytes, length, reason, error);
}

static UConverter *open_converter(const duban_charset *charset, uint32_t *bad) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset->converter, &error);
    if (U_SUCCESS(error)) ucnv_setToUCallBack(converter, count_bad, bad, NULL, NULL, &error);
    if (U_SUCCESS(error)) return converter;
    ucnv_close(converter);
    return NULL;
}

/* Turns ICU's offsets (of each unit's first byte) into src and width, leaving out what XML forbids.
 */
static void settle_offsets(duban_decoded *d, uint32_t length, uint32_t skip, uint32_t end) {
    for (uint32_t i = 0; i < length; i++) {
        char16_t unit = d->text[i];
        uint32_t src = d->src[i] + skip, next = i + 1;
        bool pair = U16_IS_LEAD(unit) && next < length && U16_IS_TRAIL(d->text[next]);
        if (pair) next++;
        uint32_t stop = next < length ? d->src[next] + skip : end;
        uint32_t width = stop > src ? stop - src : 0;
        if (is_forbidden(unit)) {
            d->controls++;
            continue;
        }
        if (U16_IS_SURROGATE(unit) && !pair) {
            d->replaced++;
            unit = 0xFFFD;
        }
        char16_t low = pair ? d->text[i + 1] : 0;
        put(d, unit, src, width);
        if (!pair) continue;
        put(d, low, src + width, 0);
        i++;
    }
}

static duban_status decode_icu(const duban_charset *charset, const unsigned char *bytes,
                               size_t length, duban_decoded *d) {
    uint32_t bad = 0;
    UConverter *converter = open_converter(charset, &bad);
    if (!converter) return DUBAN_UNDECODABLE;
    UErrorCode error = U_ZERO_ERROR;
    const char *source = (const char *)bytes + charset->skip;
    UChar *target = (UChar *)d->text;
    ucnv_toUnicode(converter, &target, target + length + 1, &source, (const char *)bytes + length,
                   (int32_t *)d->src, true, &error);
    ucnv_close(converter);
    if (U_FAILURE(error)) return DUBAN_UNDECODABLE;
    settle_offsets(d, (uint32_t)(target - (UChar *)d->text), charset->skip, (uint32_t)length);
    d->replaced += bad;
    return DUBAN_OK;
}

duban_status duban_decode(duban_arena *arena, const duban_charset *charset,
                          const unsigned char *bytes, size_t length, duban_decoded *d) {
    if (length > DUBAN_SOURCE_MAX) return DUBAN_TOO_LARGE;
    /* No charset gives more units than bytes, but a cut last sequence gives one more. */
    size_t units = length + 2;
    *d = (duban_decoded){.text = duban_arena_alloc(arena, units * sizeof *d->text),
                         .src = duban_arena_alloc(arena, units * sizeof *d->src),
                         .width = duban_arena_alloc(arena, units * sizeof *d->width)};
    if (charset->converter) return decode_icu(charset, bytes, length, d);
    decode_utf8(bytes, length, charset->skip, d);
    return DUBAN_OK;
}

/* What converters map stray bytes to: C1 controls and private use. */
static bool is_improbable(char16_t u) {
    return (u >= 0x80 && u < 0xA0) || (u >= 0xE000 && u < 0xF900);
}

duban_decode_count duban_decode_try(const duban_charset *charset, const unsigned char *bytes,
                                    size_t length) {
    duban_decode_count n = {0, 0};
    uint32_t bad = 0;
    UConverter *converter = open_converter(charset, &bad);
    if (!converter) return n;
    const char *source = (const char *)bytes, *end = source + length;
    UChar buffer[1024] = {0};
    UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
    while (error == U_BUFFER_OVERFLOW_ERROR) {
        UChar *target = buffer;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, buffer + 1024, &source, end, NULL, false, &error);
        n.characters += (size_t)(target - buffer);
        for (const UChar *u = buffer; u < target; u++) n.bad += is_improbable(*u);
    }
    ucnv_close(converter);
    n.bad += bad;
    return n;
}
