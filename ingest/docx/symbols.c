/*
 * Characters of the Symbol and Wingdings fonts, by what they look like: those that notices use for
 * bounds, labels, boxes to tick and bullets; see symbols.h.
 */
#include "ingest/docx/symbols.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <strings.h>

/* Numbers of the symbol fonts stand in the private use area. */
enum { PRIVATE = 0xF000 };

typedef struct {
    const char *font;
    unsigned char first, last; /* numbers of neighbouring characters */
    char16_t character;        /* of the first; the others follow */
} symbols;

static const symbols rows[] = {
    {"Symbol", 0x20, 0x21, 0x0020},    /* space, exclamation mark */
    {"Symbol", 0x25, 0x25, 0x0025},    /* per cent */
    {"Symbol", 0x28, 0x29, 0x0028},    /* brackets */
    {"Symbol", 0x2B, 0x2C, 0x002B},    /* plus, comma */
    {"Symbol", 0x2E, 0x3F, 0x002E},    /* stop to question mark, with the digits */
    {"Symbol", 0xA3, 0xA3, 0x2264},    /* at most */
    {"Symbol", 0xB0, 0xB1, 0x00B0},    /* degrees, plus-minus */
    {"Symbol", 0xB3, 0xB3, 0x2265},    /* at least */
    {"Symbol", 0xB4, 0xB4, 0x00D7},    /* times */
    {"Symbol", 0xB7, 0xB7, 0x2022},    /* bullet */
    {"Symbol", 0xB8, 0xB8, 0x00F7},    /* divided by */
    {"Symbol", 0xBB, 0xBB, 0x2248},    /* about */
    {"Wingdings", 0x6C, 0x6C, 0x25CF}, /* filled circle */
    {"Wingdings", 0x6E, 0x6E, 0x25A0}, /* filled square */
    {"Wingdings", 0x6F, 0x6F, 0x25A1}, /* box */
    {"Wingdings", 0x75, 0x75, 0x25C6}, /* filled diamond */
    {"Wingdings", 0x81, 0x8A, 0x2460}, /* 1 to 10 in a circle */
    {"Wingdings", 0x8C, 0x95, 0x2776}, /* 1 to 10 in a filled circle */
    {"Wingdings", 0xA8, 0xA8, 0x25A1}, /* box */
    {"Wingdings", 0xD8, 0xD8, 0x27A2}, /* arrow head */
    {"Wingdings", 0xFC, 0xFC, 0x2713}, /* tick */
    {"Wingdings", 0xFE, 0xFE, 0x2611}, /* ticked box */
    {"Wingdings 2", 0x52, 0x52, 0x2611},
    {"Wingdings 2", 0x6A, 0x73, 0x2460}, /* 1 to 10 in a circle */
    {"Wingdings 2", 0xA3, 0xA3, 0x25A1},
};

static char16_t look_up(const char *font, unsigned char number) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const symbols *row = &rows[i];
        if (strcasecmp(row->font, font) == 0 && number >= row->first && number <= row->last)
            return (char16_t)(row->character + (number - row->first));
    }
    return 0;
}

char16_t duban_docx_symbol(const char *font, const char *number) {
    char *end;
    if (!number) return 0;
    unsigned long code = strtoul(number, &end, 16);
    if (*end || end == number || code < 0x20 || code > 0xFFFF) return 0;
    if (code >= PRIVATE && code <= PRIVATE + 0xFF)
        return font ? look_up(font, (unsigned char)(code - PRIVATE)) : 0;
    bool surrogate = code >= 0xD800 && code <= 0xDFFF, forbidden = code >= 0xFFFE;
    return surrogate || forbidden ? 0 : (char16_t)code;
}
