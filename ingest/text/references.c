/*
 * Character references of HTML 4 (named ones by libxml2's list, decimal, hexadecimal) -> units.
 *
 * One pass, in place: the text only becomes shorter.
 */
#include "ingest/text/references.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

/* The longest name of HTML 4 is "thetasym"; the longest number that counts has five digits. */
#define NAME_MAX_LENGTH 10

static bool is_name_unit(char16_t u) {
    return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || u == '#';
}

/* The character that the name means, 0 if none. */
static char16_t meaning(const char *name) {
    unsigned long value = 0;
    char *end = NULL;
    if (name[0] == '#') {
        bool hex = name[1] == 'x' || name[1] == 'X';
        value = strtoul(name + 1 + hex, &end, hex ? 16 : 10);
        if (*end) return 0;
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        value = entity ? entity->value : 0;
    }
    bool is_unit = value >= 0x20 && value < 0xFFFE && !(value >= 0xD800 && value < 0xE000);
    return is_unit ? (char16_t)value : 0;
}

/* The length of the reference at the place, 0 if there is none; sets *unit. */
static uint32_t reference_at(const duban_decoded *d, uint32_t at, char16_t *unit) {
    char name[NAME_MAX_LENGTH + 1];
    uint32_t length = 0, end = at + 1;
    while (end < d->length && length < NAME_MAX_LENGTH && is_name_unit(d->text[end]))
        name[length++] = (char)d->text[end++];
    name[length] = 0;
    if (length < 2 || end >= d->length || d->text[end] != ';') return 0;
    char16_t meant = meaning(name);
    if (!meant) return 0;
    *unit = meant;
    return end + 1 - at;
}

void duban_references_resolve(duban_decoded *d) {
    uint32_t to = 0;
    for (uint32_t from = 0; from < d->length;) {
        char16_t unit = d->text[from];
        uint32_t length = unit == '&' ? reference_at(d, from, &unit) : 0;
        uint32_t last = length ? from + length - 1 : from;
        d->text[to] = unit;
        d->width[to] = (uint8_t)(d->src[last] + d->width[last] - d->src[from]);
        d->src[to++] = d->src[from];
        from = last + 1;
    }
    d->length = to;
}
