/* Number formats by name; see number.h. */
#include "ingest/docx/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unum.h>

enum { TEXT_MAX = 64 };

typedef struct {
    const char *name;
    /* Writes the number to out (TEXT_MAX units) and returns their count, 0 if it cannot. */
    uint32_t (*write)(long number, char16_t *out, const char *detail, char16_t first);
    const char *detail; /* an ICU locale with a numbering system */
    char16_t first;     /* the first character of a range */
} format;

static uint32_t write_decimal(long number, char16_t *out, const char *detail, char16_t first) {
    (void)detail, (void)first;
    char digits[TEXT_MAX];
    int length = snprintf(digits, sizeof digits, "%ld", number);
    for (int i = 0; i < length; i++) out[i] = (char16_t)digits[i];
    return (uint32_t)length;
}

static uint32_t write_padded(long number, char16_t *out, const char *detail, char16_t first) {
    uint32_t at = 0;
    if (number >= 0 && number < 10) out[at++] = u'0';
    return at + write_decimal(number, out + at, detail, first);
}

static uint32_t write_by_icu(long number, char16_t *out, const char *locale, char16_t first) {
    (void)first;
    UErrorCode error = U_ZERO_ERROR;
    UNumberFormat *icu = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &error);
    if (U_FAILURE(error)) return 0;
    unum_setAttribute(icu, UNUM_GROUPING_USED, 0);
    int32_t length = unum_format(icu, (int32_t)number, out, TEXT_MAX, NULL, &error);
    unum_close(icu);
    return U_FAILURE(error) || length >= TEXT_MAX ? 0 : (uint32_t)length;
}

/* As on a cheque: a ten is one ten, which ICU leaves out before 11 to 19. */
static uint32_t write_legal(long number, char16_t *out, const char *locale, char16_t one) {
    uint32_t at = number >= 10 && number < 20;
    if (at) out[0] = one;
    return at + write_by_icu(number, out + at, locale, 0);
}

/* One character of a range of consecutive ones; detail is the range's length as text. */
static uint32_t write_in_range(long number, char16_t *out, const char *detail, char16_t first) {
    long size = strtol(detail, NULL, 10);
    if (number < 1 || number > size) return 0;
    out[0] = (char16_t)(first + number - 1);
    return 1;
}

/* The ten heavenly stems and twelve earthly branches, by code point: they are no range. */
static const char16_t stems[] = {0x7532, 0x4E59, 0x4E19, 0x4E01, 0x620A,
                                 0x5DF1, 0x5E9A, 0x8F9B, 0x58EC, 0x7678};
static const char16_t branches[] = {0x5B50, 0x4E11, 0x5BC5, 0x536F, 0x8FB0, 0x5DF3,
                                    0x5348, 0x672A, 0x7533, 0x9149, 0x620C, 0x4EA5};

static uint32_t write_stem(long number, char16_t *out, const char *detail, char16_t first) {
    (void)detail, (void)first;
    if (number < 1 || number > 10) return 0;
    out[0] = stems[number - 1];
    return 1;
}

static uint32_t write_branch(long number, char16_t *out, const char *detail, char16_t first) {
    (void)detail, (void)first;
    if (number < 1 || number > 12) return 0;
    out[0] = branches[number - 1];
    return 1;
}

static uint32_t write_full_width(long number, char16_t *out, const char *detail, char16_t first) {
    uint32_t length = write_decimal(number, out, detail, first);
    for (uint32_t i = 0; i < length; i++)
        if (out[i] >= u'0' && out[i] <= u'9') out[i] = (char16_t)(out[i] - u'0' + 0xFF10);
    return length;
}

static uint32_t write_letters(long number, char16_t *out, const char *detail, char16_t first) {
    (void)detail;
    if (number < 1 || number > 26L * TEXT_MAX) return 0;
    uint32_t length = (uint32_t)((number - 1) / 26 + 1);
    if (length > TEXT_MAX) return 0;
    for (uint32_t i = 0; i < length; i++) out[i] = (char16_t)(first + (number - 1) % 26);
    return length;
}

static uint32_t write_none(long number, char16_t *out, const char *detail, char16_t first) {
    (void)number, (void)out, (void)detail, (void)first;
    return 0;
}

#define HANS "zh-u-nu-hans"
#define HANT "zh-u-nu-hant"

static const format formats[] = {
    {"bullet", write_none, "", 0},
    {"chineseCounting", write_by_icu, HANS, 0},
    {"chineseCountingThousand", write_by_icu, HANS, 0},
    {"chineseLegalSimplified", write_legal, "zh-u-nu-hansfin", 0x58F9},
    {"decimal", write_decimal, "", 0},
    {"decimalEnclosedCircle", write_in_range, "20", 0x2460},
    {"decimalEnclosedCircleChinese", write_in_range, "20", 0x2460},
    {"decimalEnclosedFullstop", write_in_range, "20", 0x2488},
    {"decimalEnclosedParen", write_in_range, "20", 0x2474},
    {"decimalFullWidth", write_full_width, "", 0},
    {"decimalFullWidth2", write_full_width, "", 0},
    {"decimalZero", write_padded, "", 0},
    {"ideographDigital", write_by_icu, "zh-u-nu-hanidec", 0},
    {"ideographEnclosedCircle", write_in_range, "10", 0x3280},
    {"ideographLegalTraditional", write_legal, "zh-u-nu-hantfin", 0x58F9},
    {"ideographTraditional", write_stem, "", 0},
    {"ideographZodiac", write_branch, "", 0},
    {"japaneseCounting", write_by_icu, HANS, 0},
    {"japaneseDigitalTenThousand", write_by_icu, "zh-u-nu-hanidec", 0},
    {"lowerLetter", write_letters, "", u'a'},
    {"lowerRoman", write_by_icu, "en-u-nu-romanlow", 0},
    {"none", write_none, "", 0},
    {"taiwaneseCounting", write_by_icu, HANT, 0},
    {"taiwaneseCountingThousand", write_by_icu, HANT, 0},
    {"taiwaneseDigital", write_by_icu, "zh-u-nu-hanidec", 0},
    {"upperLetter", write_letters, "", u'A'},
    {"upperRoman", write_by_icu, "en-u-nu-roman", 0},
};

static const format *find(const char *name) {
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++)
        if (!strcmp(formats[i].name, name)) return &formats[i];
    return NULL;
}

duban_str duban_docx_number(duban_arena *arena, const char *name, long number) {
    char16_t out[TEXT_MAX];
    const format *f = find(name);
    uint32_t length = f ? f->write(number, out, f->detail, f->first) : 0;
    if (length == 0 && (!f || f->write != write_none)) length = write_decimal(number, out, "", 0);
    return (duban_str){duban_arena_copy(arena, out, length * sizeof *out), length};
}
