/* The score: pairing, likeness, and a ledger against gold with every kind of fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "out/score/likeness.h"
#include "out/score/pairing.h"
#include "out/score/score.h"

static duban_arena *arena;

static int open_arena(void **state) {
    (void)state;
    arena = duban_arena_new((size_t)1 << 24);
    return arena ? 0 : -1;
}

static int close_arena(void **state) {
    (void)state;
    duban_arena_free(arena);
    return 0;
}

static void likeness_ignores_width_quotes_and_blanks(void **state) {
    (void)state;
    duban_str a = duban_likeness_fold("**“十四五”** （2021—2025）〔3〕㎡", arena);
    duban_str b = duban_likeness_fold("\"十四五\"(2021-2025)[3]m2", arena);
    assert_true(duban_str_equal(a, b));
    assert_int_equal(duban_likeness_fold(NULL, arena).length, 0);
    double half = duban_likeness_overlap(duban_likeness_fold("甲乙", arena),
                                         duban_likeness_fold("乙丙", arena), arena);
    assert_true(half > 0.499 && half < 0.501);
}

static double equal_letters(void *context, uint32_t gold, uint32_t found) {
    const char *const *texts = context;
    return texts[0][gold] == texts[1][found] ? 1 : 0;
}

static void alignment_keeps_the_order(void **state) {
    (void)state;
    const char *texts[] = {"abcd", "xbdca"};
    duban_pairing p = duban_pairing_align(4, 5, equal_letters, texts, arena);
    assert_int_equal(p.partner[0], DUBAN_NO_PARTNER);
    assert_int_equal(p.partner[1], 1);
    assert_int_equal(p.back[0], DUBAN_NO_PARTNER);
    /* c or d, not both */
    assert_true((p.partner[2] == DUBAN_NO_PARTNER) != (p.partner[3] == DUBAN_NO_PARTNER));
    p = duban_pairing_greedy(4, 5, equal_letters, texts, arena);
    assert_int_equal(p.partner[0], 4);
    assert_int_equal(p.partner[2], 3);
    assert_int_equal(p.partner[3], 2);
}

static const duban_element *parse(const char *inner) {
    const duban_element *root;
    duban_diags diags = {.arena = arena};
    char *xml = duban_arena_printf(arena, "<policy xmlns='urn:duban:policy:1'>%s</policy>", inner);
    assert_int_equal(
        duban_xml_read("test.xml", (const unsigned char *)xml, strlen(xml), arena, &diags, &root),
        DUBAN_OK);
    return root;
}

static duban_score score(const char *gold, const char *ledger) {
    duban_score s = {.arena = arena};
    duban_score_add(&s, "test", parse(gold), parse(ledger));
    return s;
}

static void assert_tally(const duban_score *s, duban_score_kind kind, uint32_t found,
                         uint32_t missed, uint32_t invented) {
    assert_int_equal(s->kinds[kind].found, found);
    assert_int_equal(s->kinds[kind].missed, missed);
    assert_int_equal(s->kinds[kind].invented, invented);
}

static const char gold[] =
    "<meta><title>计划</title><date role='written'>2024-01-02</date><period from='2021' by='2025'/>"
    "<reference docNumber='国发〔2024〕1号'>意见</reference></meta>"
    "<body><section number='1' role='tasks'><heading>主要任务一</heading>"
    "<task number='1'><heading>甲</heading><unit role='lead'>市甲局</unit>"
    "<target value='10' unit='个' comparator='eq' by='2025-12-31' action='建'>"
    "<indicator>某某中心</indicator><quantity>10个</quantity></target>"
    "<target value='3' unit='类' comparator='eq' optional='true'>"
    "<indicator>事</indicator><quantity>三类</quantity></target>"
    "<deadline by='2025-12-31'>到2025年</deadline></task>"
    "<task number='2'><heading>乙</heading></task></section></body>";

static void a_ledger_equal_to_gold_is_perfect(void **state) {
    (void)state;
    duban_score s = score(gold, gold);
    assert_tally(&s, DUBAN_SCORE_META, 3, 0, 0);
    assert_tally(&s, DUBAN_SCORE_REFERENCE, 1, 0, 0);
    assert_tally(&s, DUBAN_SCORE_SECTION, 1, 0, 0);
    assert_tally(&s, DUBAN_SCORE_TASK, 2, 0, 0);
    assert_tally(&s, DUBAN_SCORE_UNIT, 1, 0, 0);
    assert_tally(&s, DUBAN_SCORE_TARGET, 1, 0, 0);
    assert_tally(&s, DUBAN_SCORE_DEADLINE, 1, 0, 0);
    assert_int_equal(s.complaint_count, 0);
    assert_true(duban_score_mean(&s) > 0.9999);
}

static void each_fault_is_counted_and_named(void **state) {
    (void)state;
    duban_score s =
        score(gold, "<meta><title>别的</title><date role='published'>2024-01-02</date>"
                    "<period from='2021' by='2026'/><reference>意见</reference></meta>"
                    "<body><section number='2' role='principles'><heading>主要任务一览表</heading>"
                    "<task number='1'><heading>甲</heading><unit role='support'>市甲局</unit>"
                    "<target value='10' unit='个' comparator='ge' action='建成'>"
                    "<indicator>某中心</indicator><quantity>10个</quantity></target>"
                    "<deadline by='2026-12-31'>到2026年</deadline></task></section></body>"
                    "<unexplained><passage>5</passage></unexplained>");
    assert_tally(&s, DUBAN_SCORE_META, 0, 3, 3);
    assert_tally(&s, DUBAN_SCORE_REFERENCE, 1, 0, 0);
    assert_tally(&s, DUBAN_SCORE_SECTION, 1, 0, 0);
    assert_tally(&s, DUBAN_SCORE_TASK, 1, 1, 0);
    assert_tally(&s, DUBAN_SCORE_TARGET, 1, 0, 0);
    assert_tally(&s, DUBAN_SCORE_DEADLINE, 0, 1, 1);
    static const duban_score_attribute wrong[] = {
        DUBAN_SCORE_REFERENCE_NUMBER,  DUBAN_SCORE_SECTION_HEADING, DUBAN_SCORE_SECTION_NUMBER,
        DUBAN_SCORE_SECTION_ROLE,      DUBAN_SCORE_UNIT_ROLE,       DUBAN_SCORE_TARGET_INDICATOR,
        DUBAN_SCORE_TARGET_COMPARATOR, DUBAN_SCORE_TARGET_BY,       DUBAN_SCORE_TARGET_ACTION};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(s.attributes[wrong[i]].of, 1);
        assert_int_equal(s.attributes[wrong[i]].right, 0);
    }
    assert_int_equal(s.attributes[DUBAN_SCORE_TARGET_SCOPE].right, 1);
    assert_int_equal(s.complaint_count, 3 + 3 + 1 + 2 + sizeof wrong / sizeof *wrong);
    assert_true(duban_score_explained(&s) > 0.66 && duban_score_explained(&s) < 0.67);
}

static void records_of_other_nodes_do_not_count(void **state) {
    (void)state;
    duban_score s = score("<body><task><heading>甲</heading><unit role='lead'>丙局</unit></task>"
                          "<task><heading>乙</heading></task></body>",
                          "<body><task><heading>甲</heading></task>"
                          "<task><heading>乙</heading><unit role='lead'>丙局</unit></task></body>");
    assert_tally(&s, DUBAN_SCORE_UNIT, 0, 1, 1);
}

static void outside_xml_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {
        "",
        "text",
        "<policy/>",
        "<policy xmlns='urn:other'/>",
        "<!DOCTYPE policy [<!ENTITY x 'y'>]><policy xmlns='urn:duban:policy:1'>&x;</policy>",
        "<!DOCTYPE policy SYSTEM 'file:///etc/passwd'><policy xmlns='urn:duban:policy:1'/>",
        "<policy xmlns='urn:duban:policy:1'>"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const duban_element *root;
        duban_diags diags = {.arena = arena};
        assert_int_equal(duban_xml_read("bad.xml", (const unsigned char *)bad[i], strlen(bad[i]),
                                        arena, &diags, &root),
                         DUBAN_BAD_XML);
        assert_null(root);
        assert_int_equal(diags.count, 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(likeness_ignores_width_quotes_and_blanks),
        cmocka_unit_test(alignment_keeps_the_order),
        cmocka_unit_test(a_ledger_equal_to_gold_is_perfect),
        cmocka_unit_test(each_fault_is_counted_and_named),
        cmocka_unit_test(records_of_other_nodes_do_not_count),
        cmocka_unit_test(outside_xml_is_refused),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
