/* Comparing ledgers: what counts as the same record, what as gained, lost and changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "out/difference.h"

#define LEDGER(content)                                                                            \
    "<policy xmlns='urn:duban:policy:1'><body src='0-900'><task src='0-90' num='1.'>"              \
    "<heading src='2-9'>H</heading><p src='10-90'>前文新增城镇就业6.8万人、后文</p>" content       \
    "</task></body></policy>"
#define UNIT(src, text) "<unit role='lead' src='" src "' rule='u'>" text "</unit>"

static const struct {
    const char *before, *after, *words[3];
} pairs[] = {
    {LEDGER(UNIT("20-30", "A")), LEDGER(UNIT("20-30", "A")), {0}},
    {LEDGER("<unit rule='x' src='20-30'>A</unit>"),
     LEDGER("<unit rule='y' src='20-30'>A</unit>"),
     {0}},
    {LEDGER(""), LEDGER(UNIT("20-30", "A")), {"unit role='lead' 'A'"}},
    {LEDGER(UNIT("20-30", "A")), LEDGER(""), {"unit role='lead' 'A'"}},
    {LEDGER(UNIT("20-30", "A")), LEDGER(UNIT("20-33", "AB")), {"unit 'AB': 'A' -> 'AB'"}},
    {LEDGER(UNIT("20-30", "A")),
     LEDGER(UNIT("20-25", "B") UNIT("25-30", "C")),
     {"unit 'B': 'A' -> 'B'", "unit role='lead' 'C'"}},
    {LEDGER(UNIT("20-30", "A") UNIT("30-40", "B")),
     LEDGER(UNIT("30-40", "B")),
     {"unit role='lead' 'A'"}},
    {LEDGER("<target value='1' src='20-30'><indicator>I</indicator></target>"),
     LEDGER("<target value='2' unit='x' src='20-30'><indicator>I</indicator></target>"),
     {"target 'I': value='1' -> '2' unit='' -> 'x'"}},
    {LEDGER(""),
     "<policy xmlns='urn:duban:policy:1'><body src='0-900'><task src='0-90' num='2.'>"
     "<heading src='2-9'>H</heading></task></body></policy>",
     {"task 'H': num='1.' -> '2.'"}},
};

static const duban_element *read(duban_arena *arena, const char *xml) {
    const duban_element *root = NULL;
    assert_int_equal(
        duban_xml_read("x", (const unsigned char *)xml, strlen(xml), arena, NULL, &root), DUBAN_OK);
    return root;
}

static void differences_are_found_and_told(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        duban_arena *arena = duban_arena_new((size_t)1 << 24);
        duban_differences found =
            duban_difference_find(read(arena, pairs[i].before), read(arena, pairs[i].after), arena);
        uint32_t expected = 0;
        while (expected < 3 && pairs[i].words[expected]) expected++;
        for (uint32_t k = 0; k < found.count && k < expected; k++)
            assert_string_equal(duban_difference_print(&found.items[k], arena), pairs[i].words[k]);
        assert_int_equal(found.count, expected);
        duban_arena_free(arena);
    }
}

static void a_difference_shows_its_passage(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new((size_t)1 << 24);
    const char *target = LEDGER("<target src='20-30'><indicator src='20-24'>城镇就业</indicator>"
                                "<quantity src='24-30'>6.8万人</quantity></target>");
    duban_differences found =
        duban_difference_find(read(arena, LEDGER("")), read(arena, target), arena);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].kind, DUBAN_GAINED);
    assert_string_equal(duban_difference_passage(&found.items[0], arena),
                        "前文新增城镇就业[6.8万人]、后文");
    duban_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_found_and_told),
        cmocka_unit_test(a_difference_shows_its_passage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
