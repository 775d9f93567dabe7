/*
 * Values of a ledger against the value readers: the words of a record, read alone, must not say
 * another amount or another day. What cannot be read alone (an amount whose unit stands in the
 * head of a table, a day that counts from another) is left to the text proof.
 */
#include <string.h>

#include "extract/value/quantity.h"
#include "ingest/fold.h"
#include "out/verify_parts.h"

/* Makes the folded text the matcher's subject and returns all of it. */
static duban_span set_subject(duban_proving *proving, const char *utf8) {
    duban_str text = duban_str_from_utf8(proving->arena, utf8, strlen(utf8));
    duban_str folded = duban_fold_str(proving->arena, text);
    duban_matcher_set(proving->matcher, folded.units, folded.length);
    return (duban_span){0, folded.length};
}

/* An absent attribute says nothing; one that is no decimal says something else. */
static bool says(const duban_element *element, const char *attribute, duban_decimal value) {
    const char *text = duban_element_attribute(element, attribute);
    duban_decimal stated;
    if (!text) return false;
    return duban_decimal_parse(text, &stated) && duban_decimal_compare(stated, value) == 0;
}

static bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

/* The amount with the measure word that stands apart from it, as one would write them together:
 * behind the last digit, without the brackets of a sum. */
static const char *with_measure(duban_proving *proving, const duban_element *element,
                                const char *amount) {
    const duban_element *measure = duban_element_child(element, "measure");
    if (!measure) return amount;
    size_t digits = strlen(amount);
    while (digits > 0 && !is_ascii_digit(amount[digits - 1])) digits--;
    const char *start = amount + strspn(amount, "[(");
    size_t rest = strcspn(amount + digits, "])");
    return duban_arena_printf(proving->arena, "%.*s%s%.*s", (int)(amount + digits - start), start,
                              measure->text, (int)rest, amount + digits);
}

static void prove_amount(duban_proving *proving, const duban_element *element) {
    const duban_element *words = duban_element_child(element, "quantity");
    if (!words) {
        duban_proving_fail(proving, element, "a %s without a quantity", element->name);
        return;
    }
    duban_span all = set_subject(proving, with_measure(proving, element, words->text));
    duban_quantities read = duban_quantity_read(proving->matcher, all);
    if (read.count != 1 || read.items[0].span.end != all.end || read.items[0].span.start) return;
    const duban_quantity *q = &read.items[0];
    bool same = q->is_range ? says(element, "min", q->min) && says(element, "max", q->max)
                            : says(element, "value", q->value);
    if (same) {
        proving->proof.derived++;
        proving->proof.proven++;
    } else {
        duban_proving_fail(proving, element, "the value of a %s is not what '%s' says",
                           element->name, words->text);
    }
}

static void prove_day(duban_proving *proving, const duban_element *element, const char *stated) {
    duban_span all = set_subject(proving, element->text);
    duban_times read = duban_time_read(proving->matcher, all, proving->written);
    if (read.count != 1 || read.items[0].anchor || !stated) return;
    const char *day = duban_day_print(read.items[0].by, proving->arena);
    if (!day) return;
    if (!strcmp(day, stated)) {
        proving->proof.derived++;
        proving->proof.proven++;
    } else {
        duban_proving_fail(proving, element, "by='%s' of a %s, but '%s' says %s", stated,
                           element->name, element->text, day);
    }
}

void duban_prove_value(duban_proving *proving, const duban_element *element) {
    if (!strcmp(element->name, "target") || !strcmp(element->name, "baseline")) {
        prove_amount(proving, element);
    } else if (!strcmp(element->name, "deadline")) {
        prove_day(proving, element, duban_element_attribute(element, "by"));
    }
}
