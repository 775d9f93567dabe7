/* OFD: reading order from places, deltas and transformations, templates, what cannot be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/document.h"
#include "tests/unit/zip.h"

#define O "xmlns:ofd=\"http://www.ofdspec.org/2016\""
#define PAGE(inner) "<ofd:Page " O ">" inner "</ofd:Page>"
#define LAYER(inner) "<ofd:Content><ofd:Layer>" inner "</ofd:Layer></ofd:Content>"
#define TEXT(box, code) "<ofd:TextObject Size=\"5\" Boundary=\"" box "\">" code "</ofd:TextObject>"
#define CODE(x, y, delta, text)                                                                    \
    "<ofd:TextCode X=\"" x "\" Y=\"" y "\" DeltaX=\"" delta "\">" text "</ofd:TextCode>"

static const char package[] = "<ofd:OFD " O "><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml"
                              "</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
static const char document[] =
    "<ofd:Document " O "><ofd:CommonData><ofd:TemplatePage ID=\"9\" BaseLoc=\"Tpls/T.xml\"/>"
    "</ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/1.xml\"/>"
    "<ofd:Page ID=\"2\" BaseLoc=\"/Doc_0/Pages/2.xml\"/></ofd:Pages></ofd:Document>";

typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_document *document;
    duban_diags diags;
    duban_status status;
} reading;

static duban_status read_input(void *context) {
    reading *r = context;
    r->diags.arena = r->arena;
    return duban_document_read(r->arena, &r->input, &r->document, &r->diags);
}

static reading read_pages(const char *first, const char *second) {
    static unsigned char bytes[1 << 20];
    const zip_member members[] = {
        {"OFD.xml", package},
        {"Doc_0/Document.xml", document},
        {"Doc_0/Tpls/T.xml", PAGE(LAYER(TEXT("0 5 50 5", CODE("0", "5", "g 3 5", "某市文件"))))},
        {"Doc_0/Pages/1.xml", first},
        {"Doc_0/Pages/2.xml", second}};
    reading r = {.arena = duban_arena_new(64 << 20)};
    r.input = (duban_input){"a.ofd", bytes, zip_make(members, 5, bytes, sizeof bytes)};
    r.status = duban_arena_run(r.arena, read_input, &r);
    if (r.status == DUBAN_OK) assert_true(duban_document_check(r.document));
    return r;
}

static void expect_line(const reading *r, uint32_t block, const char *text) {
    assert_int_equal(r->status, DUBAN_OK);
    assert_true(block < r->document->block_count);
    duban_raw_span s = r->document->blocks[block].span;
    assert_string_equal(
        duban_str_to_utf8(r->arena, (duban_str){r->document->text + s.start, s.end - s.start}),
        text);
}

static void places_make_the_order_not_the_file(void **state) {
    (void)state;
    reading r = read_pages(
        PAGE(
            LAYER(TEXT("20 60 90 5", CODE("0", "5", "5 5", "第三行"))
                      TEXT("45 40 50 5", CODE("0", "5", "g 2 5", "后半行")) "<ofd:PageBlock>" TEXT(
                          "30 40 50 5", CODE("0", "5", "g 2 5", "前半行"))
                          TEXT("20 20 90 5", CODE("0", "5", "15 5", "题目甲")) "</ofd:PageBlock>")),
        PAGE(LAYER(TEXT("20 20 90 5", CODE("0", "5", "g 1 5", "次页")))));
    expect_line(&r, 0, "题 目甲");
    expect_line(&r, 1, "前半行后半行");
    expect_line(&r, 2, "第三行");
    assert_int_equal(r.document->blocks[1].indent, 2);
    assert_int_equal(r.document->blocks[3].kind, DUBAN_BLOCK_RULE);
    expect_line(&r, 4, "次页");
    assert_string_equal(r.document->parts[r.document->blocks[4].part], "Doc_0/Pages/2.xml");
    duban_arena_free(r.arena);
}

static void a_transformation_moves_and_scales(void **state) {
    (void)state;
    reading r = read_pages(
        PAGE(LAYER("<ofd:TextObject Size=\"1\" CTM=\"5 0 0 5 0 0\" Boundary=\"40 40 50 9\">" CODE(
            "0", "1", "g 1 1", "右边") "</ofd:TextObject>" TEXT("30 40 50 5",
                                                                CODE("0", "5", "5", "左边")))),
        PAGE(LAYER("")));
    expect_line(&r, 0, "左边右边");
    duban_arena_free(r.arena);
}

static void a_template_stands_once_and_aside(void **state) {
    (void)state;
#define USES "<ofd:Template TemplateID=\"9\"/>"
    reading r = read_pages(PAGE(USES LAYER(TEXT("20 20 90 5", CODE("0", "5", "5", "甲")))),
                           PAGE(USES LAYER(TEXT("20 20 90 5", CODE("0", "5", "5", "乙")))));
    expect_line(&r, 1, "某市文件");
    assert_true(r.document->blocks[1].aside);
    expect_line(&r, 3, "乙");
    assert_int_equal(r.document->block_count, 4);
    duban_arena_free(r.arena);
}

static void what_cannot_be_read_is_said(void **state) {
    (void)state;
    reading r = read_pages(PAGE(LAYER("")), PAGE(LAYER("")));
    assert_int_equal(r.status, DUBAN_NO_TEXT);
    assert_non_null(strstr(r.diags.items[0].message, "no text"));
    duban_arena_free(r.arena);
    r = read_pages("<broken", PAGE(LAYER(TEXT("20 20 90 5", CODE("0", "5", "5", "乙页")))));
    assert_int_equal(r.status, DUBAN_OK);
    assert_true(duban_diags_count(&r.diags, DUBAN_WARNING) > 0);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_make_the_order_not_the_file),
        cmocka_unit_test(a_transformation_moves_and_scales),
        cmocka_unit_test(a_template_stands_once_and_aside),
        cmocka_unit_test(what_cannot_be_read_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
