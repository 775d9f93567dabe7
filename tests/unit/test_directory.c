/* The names of a ZIP's own members: not those of packages that are stored in it. */
#include "ingest/packed/directory.h"
#include "tests/unit/document_fixture.h"

static bool is_it(const void *context, const char *name) { return !strcmp(context, name); }

static bool has(const unsigned char *zip, size_t length, const char *name) {
    return duban_zip_has(zip, length, is_it, name);
}

static void a_stored_package_is_not_what_holds_it(void **state) {
    (void)state;
    static unsigned char inner[1 << 12], outer[1 << 13];
    const zip_member parts[] = {{"[Content_Types].xml", "x"}, {"word/document.xml", "y"}};
    size_t length = zip_make(parts, 2, inner, sizeof inner);
    assert_true(has(inner, length, "word/document.xml"));
    zip_member files[] = {{"a.txt", "z"}, {"b.docx", NULL}, {"c.txt", "z"}};
    size_t used = zip_make_bytes(files, inner, length, 3, outer, sizeof outer);
    assert_false(has(outer, used, "word/document.xml"));
    assert_true(has(outer, used, "c.txt"));
    assert_true(has(outer, used - 30, "c.txt")); /* by the headers of members */
    for (size_t cut = 0; cut < used; cut++) assert_false(has(outer, cut, "word/document.xml"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_stored_package_is_not_what_holds_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
