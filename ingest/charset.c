/*
 * Which charset the bytes are in.
 *
 * In: bytes. Out: an IANA name and the ICU converter that reads it. Every GB label is read as
 * GB18030, as the WHATWG Encoding Standard does: ICU's narrower GB tables map characters of real
 * notices to controls. Detection follows the order in which each test is sure of itself; ICU's
 * detector sees a sample only, since its cost grows with the text.
 *
 * Skipped on purpose: Japanese and Korean charsets, EBCDIC, UTF-7.
 */
#include "ingest/charset.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include "ingest/decode.h"

/* What tests of a sample see, from the first byte that is not ASCII; the detector is satisfied with
 * less, being sure from 50 characters on, and costs half a microsecond a byte. */
#define SAMPLE ((size_t)32 * 1024)
#define DETECTOR_SAMPLE ((size_t)2 * 1024)

/* UTF-8 with this share of bad bytes, or GB18030 with this share of bad sequences, is damaged; with
 * more it is something else. */
#define DAMAGED_PER_1000 20

typedef struct {
    const char *label, *iana, *converter;
} charset_name;

static const charset_name names[] = {
    {"utf-8", "UTF-8", NULL},
    {"utf8", "UTF-8", NULL},
    {"us-ascii", "UTF-8", NULL},
    {"utf-16", "UTF-16LE", "UTF-16LE"},
    {"utf-16le", "UTF-16LE", "UTF-16LE"},
    {"utf-16be", "UTF-16BE", "UTF-16BE"},
    {"gb18030", "GB18030", "gb18030"},
    {"gb2312", "GB18030", "gb18030"},
    {"gb_2312-80", "GB18030", "gb18030"},
    {"gbk", "GB18030", "gb18030"},
    {"x-gbk", "GB18030", "gb18030"},
    {"cp936", "GB18030", "gb18030"},
    {"hz-gb-2312", "HZ-GB-2312", "HZ"},
    {"big5", "Big5", "windows-950"},
    {"big5-hkscs", "Big5", "windows-950"},
    {"x-x-big5", "Big5", "windows-950"},
};

typedef struct {
    unsigned char bytes[4];
    uint32_t length;
    const char *iana, *converter;
} order_mark;

/* Longer marks first: the mark of UTF-32LE begins with that of UTF-16LE. */
static const order_mark order_marks[] = {
    {{0xEF, 0xBB, 0xBF}, 3, "UTF-8", NULL},
    {{0xFF, 0xFE, 0, 0}, 4, "UTF-32LE", "UTF-32LE"},
    {{0, 0, 0xFE, 0xFF}, 4, "UTF-32BE", "UTF-32BE"},
    {{0x84, 0x31, 0x95, 0x33}, 4, "GB18030", "gb18030"},
    {{0xFF, 0xFE}, 2, "UTF-16LE", "UTF-16LE"},
    {{0xFE, 0xFF}, 2, "UTF-16BE", "UTF-16BE"},
};

duban_charset duban_charset_of_label(const char *label) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(label, names[i].label) == 0)
            return (duban_charset){
                .iana = names[i].iana, .converter = names[i].converter, .why = "declared"};
    return (duban_charset){0};
}

static bool by_order_mark(const unsigned char *bytes, size_t length, duban_charset *charset) {
    for (size_t i = 0; i < sizeof order_marks / sizeof *order_marks; i++) {
        const order_mark *m = &order_marks[i];
        if (length < m->length || memcmp(bytes, m->bytes, m->length) != 0) continue;
        *charset = (duban_charset){m->iana, m->converter, m->length, "byte order mark"};
        return true;
    }
    return false;
}

typedef struct {
    size_t multibyte; /* well-formed sequences of more than one byte */
    size_t bad;       /* ill-formed ones */
} utf8_count;

/* Stops counting where so much is bad that it cannot be UTF-8. */
static utf8_count count_utf8(const unsigned char *bytes, size_t length) {
    utf8_count n = {0, 0};
    size_t enough = length / 2 * DAMAGED_PER_1000 / 1000 + 16;
    for (int32_t i = 0; i < (int32_t)length && n.bad <= n.multibyte + enough;) {
        if (bytes[i] < 0x80) {
            i++;
            continue;
        }
        UChar32 c;
        U8_NEXT(bytes, i, (int32_t)length, c);
        if (c < 0)
            n.bad++;
        else
            n.multibyte++;
    }
    return n;
}

/*
 * UTF-16 without a mark shows in its high bytes: those of Han, full-width forms and ASCII stand on
 * one side only. At least nine in ten units must be such with one order, and not with the other.
 */
static bool is_common_high_byte(unsigned char b) {
    return b == 0 || b == 0x20 || b == 0x30 || b == 0xFF || (b >= 0x4E && b <= 0x9F);
}

static bool by_utf16_shape(const unsigned char *bytes, size_t length, duban_charset *charset) {
    if (length < 8 || length % 2 != 0) return false;
    size_t sample = length < SAMPLE ? length / 2 * 2 : SAMPLE, at_even = 0, at_odd = 0;
    for (size_t i = 0; i < sample; i += 2) {
        at_even += is_common_high_byte(bytes[i]);
        at_odd += is_common_high_byte(bytes[i + 1]);
    }
    size_t units = sample / 2;
    bool little = at_odd * 10 >= units * 9, big = at_even * 10 >= units * 9;
    if (little == big) return false;
    const char *name = little ? "UTF-16LE" : "UTF-16BE";
    *charset = (duban_charset){name, name, 0, "the shape of UTF-16"};
    return true;
}

static bool decodes_as(const unsigned char *bytes, size_t length, const char *label,
                       duban_charset *charset) {
    *charset = duban_charset_of_label(label);
    duban_decode_count n = duban_decode_try(charset, bytes, length);
    return n.characters > 0 && n.bad * 1000 <= n.characters * DAMAGED_PER_1000;
}

/* The detector's best guess among the charsets that Chinese notices come in. */
static const char *detect(const unsigned char *bytes, size_t length) {
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    const char *label = NULL;
    ucsdet_setText(detector, (const char *)bytes, (int32_t)length, &error);
    int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &error);
    for (int32_t i = 0; U_SUCCESS(error) && i < count && !label; i++) {
        const char *name = ucsdet_getName(matches[i], &error);
        if (U_SUCCESS(error) && (strcmp(name, "GB18030") == 0 || strcmp(name, "Big5") == 0))
            label = name[0] == 'G' ? "gb18030" : "big5";
    }
    ucsdet_close(detector);
    return label;
}

static bool by_detector(const unsigned char *bytes, size_t length, duban_charset *charset) {
    size_t first = 0;
    while (first < length && bytes[first] < 0x80) first++;
    size_t sample = length - first < SAMPLE ? length - first : SAMPLE;
    const char *best = detect(bytes + first, sample < DETECTOR_SAMPLE ? sample : DETECTOR_SAMPLE);
    if (!best) best = "gb18030";
    const char *other = strcmp(best, "big5") == 0 ? "gb18030" : "big5";
    const char *why = "ICU's detector";
    bool found = decodes_as(bytes + first, sample, best, charset);
    if (!found) {
        found = decodes_as(bytes + first, sample, other, charset);
        why = "the only charset that the bytes fit";
    }
    if (!found) *charset = (duban_charset){0};
    charset->why = why;
    return found;
}

duban_charset duban_charset_decide(const unsigned char *bytes, size_t length) {
    duban_charset charset = {0};
    if (by_order_mark(bytes, length, &charset)) return charset;
    utf8_count utf8 = count_utf8(bytes, length);
    bool plain = utf8.bad == 0 && !memchr(bytes, 0, length);
    if (!plain && by_utf16_shape(bytes, length, &charset)) return charset;
    if (utf8.bad * 1000 <= utf8.multibyte * DAMAGED_PER_1000 || utf8.bad == 0) {
        const char *why = utf8.bad ? "UTF-8 with bad bytes" : "valid UTF-8";
        return (duban_charset){.iana = "UTF-8", .why = why};
    }
    if (by_detector(bytes, length, &charset)) return charset;
    /* Short damaged UTF-8: more sequences are good than bad. */
    if (utf8.multibyte > utf8.bad)
        return (duban_charset){.iana = "UTF-8", .why = "UTF-8 with bad bytes"};
    return charset;
}
