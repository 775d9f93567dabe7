/* Decimals: exact or refused, printed plainly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "extract/value/decimal.h"

static duban_decimal of(const char *text) {
    duban_decimal d = {0};
    assert_true(duban_decimal_parse(text, &d));
    return d;
}

static void assert_prints(duban_decimal d, const char *expected) {
    char text[DUBAN_DECIMAL_TEXT];
    assert_string_equal(duban_decimal_print(d, text), expected);
}

static void texts_are_read_and_printed(void **state) {
    (void)state;
    static const char *const pairs[][2] = {
        {"0", "0"},
        {"68000", "68000"},
        {"0.5", "0.5"},
        {"1,234.50", "1234.5"},
        {"-3.20", "-3.2"},
        {"000.070", "0.07"},
        {"+7", "7"},
        {"10.0", "10"},
        {"999999999999999999", "999999999999999999"},
        {"-0.000000000000000001", "-0.000000000000000001"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_prints(of(pairs[i][0]), pairs[i][1]);
    static const char *const bad[] = {"", "-", ".5", "1.2.3", "1 2", "1e3", "1000000000000000000",
                                      "a"};
    duban_decimal d;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(duban_decimal_parse(bad[i], &d));
}

static void products_and_sums_are_exact(void **state) {
    (void)state;
    duban_decimal d;
    assert_true(duban_decimal_multiply(of("6.8"), of("10000"), &d));
    assert_prints(d, "68000");
    assert_true(duban_decimal_multiply(of("0.1"), of("0.2"), &d));
    assert_prints(d, "0.02");
    assert_true(duban_decimal_add(of("0.1"), of("0.2"), &d));
    assert_prints(d, "0.3");
    assert_true(duban_decimal_add(of("-1.5"), of("1.5"), &d));
    assert_prints(d, "0");
    d = duban_decimal_of(7);
    assert_false(duban_decimal_multiply(of("1000000000000"), of("1000000000000"), &d));
    assert_false(duban_decimal_add(of("999999999999999999"), of("1"), &d));
    assert_prints(d, "7");
}

static void division_is_exact_or_refused(void **state) {
    (void)state;
    duban_decimal d = duban_decimal_of(7);
    assert_false(duban_decimal_divide(of("1"), of("3"), &d));
    assert_false(duban_decimal_divide(of("1"), of("0"), &d));
    assert_prints(d, "7");
    assert_true(duban_decimal_divide(of("3"), of("8"), &d));
    assert_prints(d, "0.375");
    assert_true(duban_decimal_divide(of("6"), of("0.02"), &d));
    assert_prints(d, "300");
    assert_true(duban_decimal_quotient(of("100"), of("3"), 2, &d));
    assert_prints(d, "33.33");
    assert_true(duban_decimal_quotient(of("-200"), of("3"), 2, &d));
    assert_prints(d, "-66.67");
    assert_true(duban_decimal_quotient(of("1"), of("8"), 2, &d));
    assert_prints(d, "0.13");
}

static void decimals_are_ordered(void **state) {
    (void)state;
    assert_int_equal(duban_decimal_compare(of("1.10"), of("1.1")), 0);
    assert_int_equal(duban_decimal_compare(of("1.1"), of("1.09")), 1);
    assert_int_equal(duban_decimal_compare(of("-2"), of("1")), -1);
    assert_int_equal(duban_decimal_compare(of("900000000000000000"), of("0.000001")), 1);
    assert_int_equal(duban_decimal_compare(of("0.000001"), of("900000000000000000")), -1);
    assert_int_equal(duban_decimal_compare(of("-900000000000000000"), of("0.000001")), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_read_and_printed),
        cmocka_unit_test(products_and_sums_are_exact),
        cmocka_unit_test(division_is_exact_or_refused),
        cmocka_unit_test(decimals_are_ordered),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
