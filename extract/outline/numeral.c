/* The numerals of labels: characters -> integer. */
#include "extract/outline/numeral.h"

#include <stdlib.h>
#include <string.h>

static int32_t read_digits(duban_str numeral) {
    int32_t value = 0;
    for (uint32_t i = 0; i < numeral.length; i++) {
        if (numeral.units[i] == u' ') continue; /* converters space digits out */
        if (numeral.units[i] < u'0' || numeral.units[i] > u'9' || value > 999) return 0;
        value = value * 10 + (numeral.units[i] - u'0');
    }
    return value;
}

int32_t duban_numeral_read(const duban_vocab *vocab, duban_str numeral) {
    if (numeral.length == 0) return 0;
    if (numeral.units[0] >= u'0' && numeral.units[0] <= u'9') return read_digits(numeral);
    if (!vocab) return 0;
    int32_t sum = 0, digit = 0;
    for (uint32_t i = 0; i < numeral.length;) {
        uint32_t entry = 0;
        uint32_t length = duban_vocab_longest(vocab, numeral.units + i, numeral.length - i, &entry);
        if (length == 0) return 0;
        int32_t value = (int32_t)strtol(duban_vocab_field(vocab, entry, "value"), NULL, 10);
        const char *kind = duban_vocab_field(vocab, entry, "kind");
        if (strcmp(kind, "digit") == 0) {
            digit = value;
        } else if (strcmp(kind, "whole") == 0) {
            return numeral.length == length ? value : 0;
        } else {
            sum += (digit ? digit : 1) * value;
            digit = 0;
        }
        i += length;
    }
    return sum + digit;
}

bool duban_numeral_is_rest(int32_t number, int32_t expected) {
    if (number <= 0 || number >= expected) return false;
    return number == expected / 10 * 10 || number == expected % 10 || number == expected / 10;
}
