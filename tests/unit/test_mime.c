/* MIME messages: transfer encodings, headers, which part is the page, places in its bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "ingest/document.h"
#include "ingest/mime/message.h"
#include "ingest/mime/transfer.h"

typedef struct {
    duban_arena *arena;
    duban_input input;
    duban_document *document;
    duban_diags diags;
    duban_status status;
} reading;

static duban_mime_span span_of(const char *text) {
    return (duban_mime_span){(const unsigned char *)text, strlen(text)};
}

static const struct {
    const char *encoding, *body, *decoded;
    size_t bad;
} bodies[] = {
    {NULL, "a=20b", "a=20b", 0},
    {"8BIT", "a", "a", 0},
    {"quoted-printable", "=E4=BA=BA=3d", "\xE4\xBA\xBA=", 0},
    {"Quoted-Printable", "ab=\r\ncd= \t\nef=", "abcdef", 0},
    {"quoted-printable", "a=b c=ZZ", "a=b c=ZZ", 2},
    {"base64", "5Lq6\r\n5Lq6", "\xE4\xBA\xBA\xE4\xBA\xBA", 0},
    {"BASE64", "YQ==YWI=", "aab", 0},
    {"base64", "Y*Q==", "a", 1},
    {"base64", "YWI", "ab", 0},
};

static duban_status decode_bodies(void *context) {
    duban_arena *arena = context;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        duban_mime_span decoded;
        size_t bad;
        assert_true(
            duban_mime_decode(arena, span_of(bodies[i].body), bodies[i].encoding, &decoded, &bad));
        assert_int_equal(decoded.length, strlen(bodies[i].decoded));
        assert_memory_equal(decoded.bytes, bodies[i].decoded, decoded.length);
        assert_int_equal(bad, bodies[i].bad);
    }
    duban_mime_span decoded;
    size_t bad;
    assert_false(duban_mime_decode(arena, span_of("x"), "x-uuencode", &decoded, &bad));
    return DUBAN_OK;
}

static void transfer_encodings_are_undone(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new(1 << 20);
    assert_int_equal(duban_arena_run(arena, decode_bodies, arena), DUBAN_OK);
    duban_arena_free(arena);
}

static duban_status read_headers(void *context) {
    duban_arena *arena = context;
    duban_mime_span header, body;
    assert_true(duban_mime_header_take(
        span_of("MIME-Version: 1.0\r\ncontent-type: multipart/related;\r\n\tboundary = \"a;b\"; "
                "type=text/html\r\n\r\nbody"),
        &header, &body));
    assert_int_equal(body.length, 4);
    const char *type = duban_mime_field(header, "Content-Type", arena);
    assert_true(duban_mime_is(type, "multipart/"));
    assert_string_equal(duban_mime_parameter(type, "BOUNDARY", arena), "a;b");
    assert_string_equal(duban_mime_parameter(type, "type", arena), "text/html");
    assert_null(duban_mime_parameter(type, "charset", arena));
    assert_null(duban_mime_field(header, "Content", arena));
    assert_false(duban_mime_header_take(span_of("no header"), &header, &body));
    assert_false(duban_mime_header_take(span_of("A: no end"), &header, &body));
    return DUBAN_OK;
}

static void headers_have_fields_and_parameters(void **state) {
    (void)state;
    duban_arena *arena = duban_arena_new(1 << 20);
    assert_int_equal(duban_arena_run(arena, read_headers, arena), DUBAN_OK);
    duban_arena_free(arena);
}

static duban_status read_message(void *context) {
    reading *r = context;
    r->diags.arena = r->arena;
    return duban_document_read(r->arena, &r->input, &r->document, &r->diags);
}

static reading read_string(const char *message) {
    reading r = {.arena = duban_arena_new(64 << 20),
                 .input = {"page.doc", (const unsigned char *)message, strlen(message)}};
    r.status = duban_arena_run(r.arena, read_message, &r);
    return r;
}

static const char *line_of(const reading *r, uint32_t block) {
    duban_raw_span s = r->document->blocks[block].span;
    return duban_str_to_utf8(r->arena, (duban_str){r->document->text + s.start, s.end - s.start});
}

#define HEAD                                                                                       \
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_x\"\r\n\r\nfor people\r\n"

static void the_page_is_the_first_part_of_html(void **state) {
    (void)state;
    reading r =
        read_string(HEAD "--=_x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n"
                         "--y\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
                         "--y\r\nContent-Type: text/html; charset=gb2312\r\n"
                         "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                         "<p>=B8=C4=B8=EF=B7=A2=D5=B9=A3=AC=BD=A8=C9=\r\n=E8=A1=A3</p>"
                         "<p>=B7=FE=CE=F1=C8=CB=C3=F1=A3=AC=C8=AB=C3=E6=BD=A8=B3=C9=A1=A3</p>"
                         "\r\n--y--\r\n--=_x--\r\n");
    assert_int_equal(r.status, DUBAN_OK);
    assert_true(duban_document_check(r.document));
    assert_string_equal(r.document->media_type, "multipart/related");
    assert_string_equal(r.document->charset, "GB18030");
    assert_int_equal(r.document->part_count, 2);
    assert_string_equal(r.document->parts[1], "1.2");
    assert_int_equal(r.document->blocks[0].part, 1);
    assert_string_equal(line_of(&r, 0), "改革发展，建设。");
    assert_int_equal(r.document->src[0], 3); /* in the decoded part, behind its tag */
    assert_int_equal(r.diags.count, 0);
    duban_arena_free(r.arena);
}

static void a_message_may_be_one_page_or_plain_text(void **state) {
    (void)state;
    reading r = read_string("Content-Type: text/html\n\n<p>一、推进改革，促进发展。</p>");
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(line_of(&r, 0), "一、推进改革，促进发展。");
    duban_arena_free(r.arena);
    r = read_string(HEAD
                    "--=_x\r\nContent-Type: text/plain; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: base64\r\n\r\n5LiA44CB5pS56Z2pCg==\r\n--=_x--");
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(line_of(&r, 0), "一、改革");
    assert_int_equal(r.document->blocks[0].part, 1);
    duban_arena_free(r.arena);
}

static void what_is_missing_is_told(void **state) {
    (void)state;
    reading r = read_string(HEAD "--=_x\r\nContent-Type: text/html\r\n\r\n<p>推进改革，发展。</p>");
    assert_int_equal(r.status, DUBAN_OK);
    assert_int_equal(r.diags.count, 1);
    assert_non_null(strstr(r.diags.items[0].message, "no end"));
    duban_arena_free(r.arena);
    r = read_string(HEAD "--=_x\r\nContent-Type: image/gif\r\n\r\nGIF8\r\n--=_x--\r\n");
    assert_int_equal(r.status, DUBAN_NO_TEXT);
    duban_arena_free(r.arena);
    r = read_string(HEAD "--=_x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: x-gzip\r\n"
                         "\r\nabc\r\n--=_x--\r\n");
    assert_int_equal(r.status, DUBAN_UNSUPPORTED);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transfer_encodings_are_undone),
        cmocka_unit_test(headers_have_fields_and_parameters),
        cmocka_unit_test(the_page_is_the_first_part_of_html),
        cmocka_unit_test(a_message_may_be_one_page_or_plain_text),
        cmocka_unit_test(what_is_missing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
