/* PDF by pdftotext: lines with pages as their places, scans, damage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "ingest/document.h"

typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_document *document;
    duban_diags diags;
    duban_status status;
} reading;

static duban_status read_input(void *context) {
    reading *r = context;
    return duban_document_read(r->arena, &r->input, &r->document, &r->diags);
}

static reading open_reading(const char *bytes, size_t length) {
    reading r = {.arena = duban_arena_new(256 << 20)};
    r.input = (duban_input){"a.pdf", (const unsigned char *)bytes, length};
    r.diags.arena = r.arena;
    return r;
}

/* Pages with content streams; poppler mends the missing cross-reference table. The font is the
 * standard one for Chinese with UTF-16 codes, so that text is given in hexadecimal. */
static reading read_pdf(const char *first, const char *second) {
    static char pdf[1 << 16];
    int length =
        snprintf(pdf, sizeof pdf,
                 "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                 "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 600 800]"
                 "/Resources<</Font<</F 7 0 R>>>>>>endobj\n"
                 "3 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R>>endobj\n"
                 "4 0 obj<</Type/Page/Parent 2 0 R/Contents 6 0 R>>endobj\n"
                 "5 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
                 "6 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
                 "7 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
                 "/DescendantFonts[8 0 R]>>endobj\n"
                 "8 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
                 "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>endobj\n"
                 "trailer<</Root 1 0 R>>\n%%%%EOF\n",
                 strlen(first), first, strlen(second), second);
    reading r = open_reading(pdf, (size_t)length);
    r.status = duban_arena_run(r.arena, read_input, &r);
    if (r.status == DUBAN_OK) assert_true(duban_document_check(r.document));
    return r;
}

static const char *text_of(const reading *r, uint32_t block) {
    duban_raw_span s = r->document->blocks[block].span;
    return duban_str_to_utf8(r->arena, (duban_str){r->document->text + s.start, s.end - s.start});
}

static void lines_know_their_page(void **state) {
    (void)state;
    reading r = read_pdf("BT /F 20 Tf 60 700 Td <4E003001603B4F53> Tj ET", /* 一、总体 */
                         "BT /F 20 Tf 60 700 Td <63A88FDB6539> Tj ET");    /* 推进改 */
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(text_of(&r, 0), "一、总体");
    assert_string_equal(text_of(&r, 2), "推进改");
    assert_int_equal(r.document->blocks[1].kind, DUBAN_BLOCK_RULE);
    assert_string_equal(r.document->parts[r.document->blocks[2].part], "page/2");
    assert_int_equal(r.document->src[r.document->blocks[0].span.start] % 1000,
                     r.document->blocks[0].indent);
    duban_arena_free(r.arena);
}

static void a_scan_is_named_as_one(void **state) {
    (void)state;
    reading r = read_pdf("0 0 100 100 re f", "0 0 9 9 re f");
    assert_int_equal(r.status, DUBAN_NO_TEXT);
    assert_non_null(strstr(r.diags.items[0].message, "scan"));
    duban_arena_free(r.arena);
}

static void damage_is_said(void **state) {
    (void)state;
    static const char junk[] = "%PDF-1.4 nothing that follows is one";
    reading r = open_reading(junk, sizeof junk - 1);
    r.status = duban_arena_run(r.arena, read_input, &r);
    assert_int_equal(r.status, DUBAN_UNREADABLE);
    assert_non_null(strstr(r.diags.items[0].message, "damaged"));
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_know_their_page),
        cmocka_unit_test(a_scan_is_named_as_one),
        cmocka_unit_test(damage_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
