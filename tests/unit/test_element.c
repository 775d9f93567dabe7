/* The XML writer: escaping, indentation, and what XML forbids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "out/element.h"

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/* Runs the calls of write and compares what stands behind the declaration. */
static void assert_writes(void (*write)(duban_xml *xml), const char *expected) {
    duban_arena *arena = duban_arena_new((size_t)1 << 20);
    duban_xml xml;
    duban_xml_begin(&xml, arena);
    write(&xml);
    const char *text = duban_buffer_text(&xml.out);
    assert_memory_equal(text, head, sizeof head - 1);
    assert_string_equal(text + sizeof head - 1, expected);
    duban_arena_free(arena);
}

static void write_nested(duban_xml *xml) {
    duban_xml_open(xml, "a");
    duban_xml_attribute(xml, "n", "1");
    duban_xml_attribute(xml, "absent", NULL);
    duban_xml_open(xml, "b");
    duban_xml_text(xml, "text");
    duban_xml_close(xml, "b");
    duban_xml_open(xml, "c");
    duban_xml_attribute_number(xml, "n", 18446744073709551615u);
    duban_xml_text(xml, "");
    duban_xml_close(xml, "c");
    duban_xml_close(xml, "a");
}

static void elements_nest_and_indent(void **state) {
    (void)state;
    assert_writes(write_nested, "<a n=\"1\">\n"
                                "  <b>text</b>\n"
                                "  <c n=\"18446744073709551615\"/>\n"
                                "</a>\n");
}

static void write_special(duban_xml *xml) {
    duban_xml_open(xml, "a");
    duban_xml_attribute(xml, "q", "<\"&'\n\t");
    duban_xml_text(xml, "a<b>&\"c\"]]>\r\n");
    duban_xml_close(xml, "a");
}

static void special_characters_are_escaped(void **state) {
    (void)state;
    assert_writes(write_special,
                  "<a q=\"&lt;&quot;&amp;'&#10;&#9;\">a&lt;b&gt;&amp;\"c\"]]&gt;&#13;\n</a>\n");
}

static void write_forbidden(duban_xml *xml) {
    duban_xml_open(xml, "a");
    duban_xml_text(xml, "x\x01y\x1fz\xEF\xBF\xBE.\xEF\xBF\xBF.\xEF\xBF\xBC");
    duban_xml_close(xml, "a");
}

static void forbidden_characters_become_replacements(void **state) {
    (void)state;
    assert_writes(write_forbidden, "<a>x\uFFFDy\uFFFDz\uFFFD.\uFFFD.\uFFFC</a>\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_nest_and_indent),
        cmocka_unit_test(special_characters_are_escaped),
        cmocka_unit_test(forbidden_characters_become_replacements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
