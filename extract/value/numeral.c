/*
 * Numerals: Arabic, Chinese and mixed, read from left to right.
 *
 * A digit waits until a scale word takes it; a scale word below 10,000 adds to the group, one of
 * 10,000 or more closes the group and multiplies what was smaller before it. A last digit right
 * after a scale word counts the next lower place (three ten-thousand five is 35,000).
 */
#include "extract/value/numeral.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP_POWER = 4, SLOTS = 128 };

static duban_numeral *slot_of(duban_numerals *n, char16_t unit) {
    uint32_t i = unit * 31u % SLOTS;
    while (n->slots[i].unit && n->slots[i].unit != unit) i = (i + 1) % SLOTS;
    return &n->slots[i];
}

static void put(duban_numerals *n, duban_str word, duban_numeral_kind kind, int value) {
    if (word.length != 1) return;
    *slot_of(n, word.units[0]) =
        (duban_numeral){.unit = word.units[0], .kind = (uint8_t)kind, .value = (uint8_t)value};
}

static const struct {
    const char *word;
    duban_numeral_kind kind;
} kinds[] = {
    {"unit", DUBAN_NUMERAL_DIGIT},  {"zero", DUBAN_NUMERAL_DIGIT}, {"tens", DUBAN_NUMERAL_TENS},
    {"point", DUBAN_NUMERAL_POINT}, {"few", DUBAN_NUMERAL_FEW},
};

static void put_digits(duban_numerals *n, const duban_vocab *digits) {
    for (uint32_t i = 0; i < duban_vocab_count(digits); i++)
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            if (strcmp(duban_vocab_field(digits, i, "kind"), kinds[k].word) == 0)
                put(n, duban_vocab_word(digits, i), kinds[k].kind,
                    atoi(duban_vocab_field(digits, i, "value")));
}

static const void *make_numerals(const duban_rules *rules, duban_arena *arena) {
    duban_numerals *numerals = duban_arena_alloc(arena, sizeof *numerals);
    for (int i = 0; i < 10; i++) {
        char16_t digit = (char16_t)('0' + i);
        put(numerals, (duban_str){&digit, 1}, DUBAN_NUMERAL_ARABIC, i);
    }
    const duban_vocab *digits = duban_rules_vocab(rules, "digits");
    const duban_vocab *scales = duban_rules_vocab(rules, "scales");
    if (digits) put_digits(numerals, digits);
    for (uint32_t i = 0; scales && i < duban_vocab_count(scales); i++)
        put(numerals, duban_vocab_word(scales, i), DUBAN_NUMERAL_SCALE,
            atoi(duban_vocab_field(scales, i, "power")));
    return numerals;
}

const duban_numerals *duban_numerals_get(duban_matcher *matcher) {
    return duban_matcher_derived(matcher, kinds, make_numerals);
}

duban_numeral duban_numeral_of(const duban_numerals *numerals, char16_t unit) {
    uint32_t i = unit * 31u % SLOTS;
    while (numerals->slots[i].unit && numerals->slots[i].unit != unit) i = (i + 1) % SLOTS;
    return numerals->slots[i].unit ? numerals->slots[i] : (duban_numeral){.unit = unit};
}

/* What has been read of a numeral so far. */
typedef struct {
    duban_decimal total, group, waiting;
    bool has_waiting, digits; /* waiting was made of Chinese digits, so that one more may follow */
    int last_power;           /* of the last scale word; 0 if none or if a zero came after it */
    int total_power;          /* of the last scale word that closed a group */
    int places;               /* decimal places after a Chinese point; -1 before it */
} reading;

static bool times_power(duban_decimal d, int power, duban_decimal *out) {
    duban_decimal ten = duban_decimal_of(10);
    for (; power > 0; power--)
        if (!duban_decimal_multiply(d, ten, &d)) return false;
    *out = d;
    return true;
}

static bool take_digit(reading *r, int digit) {
    duban_decimal d = duban_decimal_of(digit);
    if (r->places >= 0) {
        d.scale = (int8_t)++r->places;
        return r->places < 18 && duban_decimal_add(r->waiting, d, &r->waiting);
    }
    if (r->has_waiting && !r->digits) return false;
    if (r->has_waiting && !times_power(r->waiting, 1, &r->waiting)) return false;
    if (!r->has_waiting) r->waiting = duban_decimal_of(0);
    if (digit == 0) r->last_power = 0;
    r->has_waiting = r->digits = true;
    return duban_decimal_add(r->waiting, d, &r->waiting);
}

/* Takes a run of Arabic digits, commas and points; answers its length, 0 if it is no number. */
static uint32_t take_arabic(reading *r, duban_str text) {
    char ascii[40];
    uint32_t length = 0;
    for (; length < text.length && length < sizeof ascii - 1; length++) {
        char16_t u = text.units[length];
        bool group = u == ' ' && length + 1 < text.length && text.units[length + 1] >= '0' &&
                     text.units[length + 1] <= '9';
        if ((u < '0' || u > '9') && u != '.' && u != ',' && !group) break;
        ascii[length] = group ? ',' : (char)u;
    }
    ascii[length] = '\0';
    if (r->has_waiting || !duban_decimal_parse(ascii, &r->waiting)) return 0;
    r->has_waiting = true;
    r->digits = false;
    r->last_power = 0;
    return length;
}

static bool close_group(reading *r, int power) {
    duban_decimal current = r->group;
    if (r->has_waiting && !duban_decimal_add(current, r->waiting, &current)) return false;
    if (r->total_power && r->total_power < power) {
        if (!duban_decimal_add(r->total, current, &current)) return false;
        r->total = duban_decimal_of(0);
    } else if (current.digits == 0 && !r->has_waiting) {
        current = duban_decimal_of(1);
    }
    if (!times_power(current, power, &current)) return false;
    r->total_power = power;
    r->group = duban_decimal_of(0);
    return duban_decimal_add(r->total, current, &r->total);
}

static bool take_scale(reading *r, int power) {
    bool ok = true;
    if (power >= GROUP_POWER) {
        ok = close_group(r, power);
    } else {
        if (!r->has_waiting && r->last_power >= GROUP_POWER) return false;
        duban_decimal part = r->has_waiting ? r->waiting : duban_decimal_of(1);
        if (r->has_waiting && part.digits == 0) part = duban_decimal_of(1);
        if (!r->has_waiting && r->last_power && r->last_power < GROUP_POWER)
            ok = times_power(r->group, power, &r->group);
        else
            ok = times_power(part, power, &part) && duban_decimal_add(r->group, part, &r->group);
    }
    r->has_waiting = r->digits = false;
    r->places = -1;
    r->last_power = power;
    return ok;
}

static bool take(reading *r, duban_numeral n) {
    switch ((duban_numeral_kind)n.kind) {
    case DUBAN_NUMERAL_DIGIT:
        return take_digit(r, n.value);
    case DUBAN_NUMERAL_SCALE:
        return take_scale(r, n.value);
    case DUBAN_NUMERAL_TENS:
        r->last_power = 1;
        return !r->has_waiting && duban_decimal_add(r->group, duban_decimal_of(n.value), &r->group);
    case DUBAN_NUMERAL_POINT:
        if (r->places >= 0) return false;
        if (!r->has_waiting) r->waiting = duban_decimal_of(0);
        r->has_waiting = r->digits = true;
        r->places = 0;
        return true;
    case DUBAN_NUMERAL_NONE:
    case DUBAN_NUMERAL_ARABIC:
    case DUBAN_NUMERAL_FEW:
        break;
    }
    return false;
}

static bool finish(reading *r, duban_decimal *out) {
    if (r->places == 0) return false;
    bool single = r->digits && r->waiting.scale == 0 && r->waiting.digits < 10;
    if (r->has_waiting && single && r->last_power >= 2 &&
        !times_power(r->waiting, r->last_power - 1, &r->waiting))
        return false;
    duban_decimal sum = r->total;
    if (!duban_decimal_add(sum, r->group, &sum)) return false;
    if (r->has_waiting && !duban_decimal_add(sum, r->waiting, &sum)) return false;
    *out = sum;
    return true;
}

bool duban_numeral_value(const duban_numerals *numerals, duban_str text, duban_decimal *out) {
    reading r = {.places = -1};
    uint32_t i = 0;
    while (i < text.length) {
        duban_numeral n = duban_numeral_of(numerals, text.units[i]);
        bool zero = r.digits && n.value == 0; /* among Chinese digits one of them */
        if (n.kind == DUBAN_NUMERAL_ARABIC && zero) {
            if (!take_digit(&r, 0)) return false;
            i++;
        } else if (n.kind == DUBAN_NUMERAL_ARABIC) {
            uint32_t length = take_arabic(&r, (duban_str){text.units + i, text.length - i});
            if (!length) return false;
            i += length;
        } else if (n.unit == ' ' && i > 0 && i + 1 < text.length) {
            i++;
        } else {
            if (!take(&r, n)) return false;
            i++;
        }
    }
    return text.length > 0 && finish(&r, out);
}

int duban_numeral_int(const duban_numerals *numerals, duban_str text) {
    duban_decimal d;
    if (!duban_numeral_value(numerals, text, &d)) return -1;
    return d.scale == 0 && d.digits >= 0 && d.digits <= 9999 ? (int)d.digits : -1;
}
