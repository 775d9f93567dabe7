/* The fold: what becomes one, and what must stay what it is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ingest/fold.h"

static void folds_to(const char16_t *from, const char16_t *to) {
    for (; *from; from++, to++) assert_int_equal(duban_fold_unit(*from), *to);
    assert_int_equal(*to, 0);
}

static void widths_become_one(void **state) {
    (void)state;
    folds_to(u"ＡｂＣ０９％，：；．（）＜＞", u"AbC09%,:;.()<>");
    folds_to(u"﹪﹐﹕﹔﹙﹚", u"%,:;()");
    folds_to(u"︵︶︹︺︻︼", u"()[][]");
    folds_to(u"｡､", u"。、");
}

static void variants_become_one(void **state) {
    (void)state;
    folds_to(u"⼀⼆⼈⽔⼯", u"一二人水工");
    folds_to(u"\uF900\uF914\uFA1B", u"豈樂福");
}

static void spaces_dashes_quotes_brackets(void **state) {
    (void)state;
    folds_to(u"\u3000\u00A0\u2003\u202F\t", u"     ");
    folds_to(u"—–‐‑－−─", u"-------");
    folds_to(u"～〜∼", u"~~~");
    folds_to(u"“”„〝〞＂", u"\"\"\"\"\"\"");
    folds_to(u"‘’＇", u"'''");
    folds_to(u"〔〕【】［］〖〗", u"[][][][]");
    folds_to(u"∶", u":");
}

static void labels_and_units_stay(void **state) {
    (void)state;
    static const char16_t stay[] = u"①⑩㈠㈩㎡㎞℃Ⅰ½‰〇○、。《》〈〉「」·•…≥\n万亿";
    folds_to(stay, stay);
}

static void masks_cannot_be_forged(void **state) {
    (void)state;
    for (char16_t u = 0xE000; u <= 0xE006; u++) assert_int_equal(duban_fold_unit(u), 0xFFFD);
}

static void fold_is_idempotent(void **state) {
    (void)state;
    for (uint32_t c = 0; c < 0x10000; c++) {
        char16_t once = duban_fold_unit((char16_t)c);
        assert_int_equal(duban_fold_unit(once), once);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_become_one),
        cmocka_unit_test(variants_become_one),
        cmocka_unit_test(spaces_dashes_quotes_brackets),
        cmocka_unit_test(labels_and_units_stay),
        cmocka_unit_test(masks_cannot_be_forged),
        cmocka_unit_test(fold_is_idempotent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
