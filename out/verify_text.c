/*
 * Texts of a ledger against their bytes. What each element must be, in one table: equal to the
 * bytes of its src, or standing in them (metadata is normalised, and is read from a longer line).
 */
#include <string.h>

#include "out/essence.h"
#include "out/verify_parts.h"

typedef enum {
    EQUAL,   /* the text is what the bytes hold */
    WITHIN,  /* the bytes hold the text */
    NUMBER,  /* the bytes hold the text, its year in brackets of whatever kind */
    BRACKET, /* the bytes hold the text and, in brackets, the alias */
    PLACE,   /* no text of its own: the bytes must be there */
} claim_kind;

static const struct {
    const char *element;
    claim_kind claim;
} claims[] = {
    {"p", EQUAL},          {"heading", EQUAL},      {"indicator", EQUAL},
    {"quantity", EQUAL},   {"deadline", EQUAL},     {"passage", EQUAL},
    {"unit", BRACKET},     {"section", PLACE},      {"task", PLACE},
    {"target", PLACE},     {"baseline", PLACE},     {"warning", PLACE},
    {"title", WITHIN},     {"noticeTitle", WITHIN}, {"issuer", WITHIN},
    {"docNumber", NUMBER}, {"indexNumber", WITHIN}, {"topic", WITHIN},
    {"validity", WITHIN},  {"addressee", WITHIN},   {"jurisdiction", PLACE},
    {"reference", WITHIN}, {"status", PLACE},       {"date", PLACE},
    {"period", PLACE},     {"measure", EQUAL},      {"attachment", WITHIN},
};

/* Attributes that quote the source: they stand in the bytes of the element or in those named. */
static const struct {
    const char *attribute, *src;
} quotes[] = {
    {"num", "src"}, {"action", "actionSrc"}, {"scope", "scopeSrc"}, {"alias", "aliasSrc"}};

static duban_str essence_of(duban_proving *proving, const char *utf8) {
    return duban_essence(duban_str_from_utf8(proving->arena, utf8, strlen(utf8)), proving->arena);
}

/* The units without the first occurrence of part. */
static duban_str without(duban_str whole, duban_str part, duban_arena *arena) {
    char16_t *units = duban_arena_alloc(arena, (whole.length + 1) * sizeof *units);
    for (uint32_t i = 0; i + part.length <= whole.length; i++) {
        if (memcmp(whole.units + i, part.units, part.length * sizeof *units)) continue;
        memcpy(units, whole.units, i * sizeof *units);
        memcpy(units + i, whole.units + i + part.length,
               (whole.length - i - part.length) * sizeof *units);
        return (duban_str){units, whole.length - part.length};
    }
    return whole;
}

static duban_str without_alias(duban_proving *proving, duban_str bytes, const char *alias) {
    bytes = without(bytes, essence_of(proving, alias), proving->arena);
    bytes = without(bytes, (duban_str){u"()", 2}, proving->arena);
    return without(bytes, (duban_str){u"[]", 2}, proving->arena);
}

/* A copy with the brackets of the essence as one kind. */
static duban_str with_one_bracket(duban_str s, duban_arena *arena) {
    char16_t *units = duban_arena_copy(arena, s.units, s.length * sizeof *units);
    for (uint32_t i = 0; i < s.length; i++) {
        if (units[i] == '[') units[i] = '(';
        if (units[i] == ']') units[i] = ')';
    }
    return (duban_str){units, s.length};
}

static bool holds(duban_proving *proving, const duban_element *element, claim_kind claim,
                  duban_str bytes) {
    const char *alias = duban_element_attribute(element, "alias");
    duban_str text = essence_of(proving, element->text);
    if (claim == PLACE || (claim == WITHIN && duban_str_contains(bytes, text))) return true;
    if (claim == NUMBER)
        return duban_str_contains(with_one_bracket(bytes, proving->arena),
                                  with_one_bracket(text, proving->arena));
    if (claim == BRACKET && alias) bytes = without_alias(proving, bytes, alias);
    return duban_essence_holds(bytes, text, proving->is_markup);
}

/* A few characters around the first place where a text and its bytes part. */
static const char *around(duban_proving *proving, duban_str text, uint32_t at) {
    uint32_t from = at > 8 ? at - 8 : 0, to = at + 12 < text.length ? at + 12 : text.length;
    return duban_str_to_utf8(proving->arena, (duban_str){text.units + from, to - from});
}

static void fail_claim(duban_proving *proving, const duban_element *element, duban_str bytes,
                       const char *src) {
    duban_str text = essence_of(proving, element->text);
    uint32_t at = 0;
    while (at < text.length && at < bytes.length && text.units[at] == bytes.units[at]) at++;
    duban_proving_fail(proving, element, "a %s is not what bytes %s hold: '%s' for '%s'",
                       element->name, src, around(proving, text, at), around(proving, bytes, at));
}

static void prove_claim(duban_proving *proving, const duban_element *element, claim_kind claim,
                        const char *src) {
    duban_str bytes;
    if (!duban_proving_bytes(proving, src, &bytes)) {
        duban_proving_fail(proving, element, "src '%s' of a %s lies outside of the source", src,
                           element->name);
    } else if (!holds(proving, element, claim, bytes)) {
        fail_claim(proving, element, bytes, src);
    } else {
        proving->proof.proven++;
    }
}

/* A word from another place than its element, such as a scope put together from two stretches. */
static bool stands_anywhere(duban_proving *proving, duban_str word) {
    return duban_str_contains(proving->whole, word);
}

static void prove_quote(duban_proving *proving, const duban_element *element, const char *attribute,
                        const char *src_attribute) {
    const char *word = duban_element_attribute(element, attribute);
    const char *src = duban_element_attribute(element, src_attribute);
    if (!word || (proving->has_generated_labels && !strcmp(attribute, "num"))) return;
    if (!src) src = duban_element_attribute(element, "src");
    duban_str bytes = {0}, essence = essence_of(proving, word);
    bool here = src && duban_proving_bytes(proving, src, &bytes);
    if (here && (duban_str_contains(bytes, essence) || stands_anywhere(proving, essence))) {
        proving->proof.proven++;
    } else {
        duban_proving_fail(proving, element, "%s='%s' does not stand in the source", attribute,
                           word);
    }
}

void duban_prove_text(duban_proving *proving, const duban_element *element) {
    const char *src = duban_element_attribute(element, "src");
    for (size_t i = 0; src && i < sizeof claims / sizeof *claims; i++) {
        if (strcmp(element->name, claims[i].element)) continue;
        prove_claim(proving, element, claims[i].claim, src);
    }
    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
        prove_quote(proving, element, quotes[i].attribute, quotes[i].src);
    }
}
