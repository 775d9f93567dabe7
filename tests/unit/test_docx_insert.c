/* DOCX: what stands in parts of its own, diagrams and imported content. */
#include "tests/unit/docx_markup.h"

#define RELATION(id, target) "<Relationship Id=\"" id "\" Target=\"" target "\"/>"
static const char relations[] = "<Relationships>" RELATION("d", "diagrams/data1.xml")
    RELATION("h", "/word/chunk.htm") RELATION("m", "../word/chunk.mht") RELATION("t", "chunk.txt")
        RELATION("x", "chunk.rtf") RELATION("g", "chunk.html") "</Relationships>";

/* Words of diagrams and imported content stand where the text shows them, with their own places. */
static void other_parts_are_read_where_they_are_shown(void **state) {
    (void)state;
#define DIAGRAM                                                                                    \
    "<w:r><w:drawing><a:graphic xmlns:a=\"a\"><dgm:relIds xmlns:dgm=\"d\" dm=\"d\"/>"              \
    "</a:graphic></w:drawing></w:r>"
#define CHUNK(id) "<w:altChunk id=\"" id "\"/>"
    static const char html[] =
        "<html><meta charset=utf-8><p>页<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>";
    const zip_member members[] = {
        {"word/_rels/document.xml.rels", relations},
        {"word/document.xml",
         BODY("<w:p>" R("前") DIAGRAM R("后") "</w:p>" CHUNK("h") "<w:tbl><w:tr><w:tc>" P("", "格")
                  CHUNK("t") "</w:tc><w:tc><w:p>" DIAGRAM
                             "</w:p></w:tc></w:tr></w:tbl>" CHUNK("m"))},
        {"word/diagrams/data1.xml",
         "<d xmlns:a=\"a\"><pt><t><a:p/><a:p><a:r><a:t>申报</a:t></a:r><a:r><a:t>审核</a:t></a:r>"
         "</a:p></t></pt></d>"},
        {"word/chunk.htm", html},
        {"word/chunk.txt", "文\n"},
        {"word/chunk.mht",
         "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
         "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
         "quoted-printable\r\n\r\n<p>=E4=B8=81</p>\r\n--x--\r\n"},
    };
    reading r = read_package("a.docx", members, sizeof members / sizeof *members);
    static const struct {
        const char *text, *part;
        uint32_t table, column;
    } blocks[] = {
        {"前后", "word/document.xml", 0, 0}, {"申报审核", "word/diagrams/data1.xml", 0, 0},
        {"页", "word/chunk.htm", 0, 0},      {"甲", "word/chunk.htm", 1, 1},
        {"乙", "word/chunk.htm", 1, 2},      {"丙", "word/chunk.htm", 1, 1},
        {"丁", "word/chunk.htm", 1, 2},      {"格", "word/document.xml", 2, 1},
        {"文", "word/chunk.txt", 2, 1},      {"申报审核", "word/diagrams/data1.xml", 2, 2},
        {"丁", "word/chunk.mht", 0, 0}};
    for (uint32_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        expect_line(&r, i, blocks[i].text);
        const duban_block *b = &r.document->blocks[i];
        assert_string_equal(r.document->parts[b->part], blocks[i].part);
        assert_int_equal(b->kind == DUBAN_BLOCK_CELL ? b->table : 0, blocks[i].table);
        assert_int_equal(b->kind == DUBAN_BLOCK_CELL ? b->column : 0, blocks[i].column);
    }
    assert_memory_equal(html + r.document->src[r.document->blocks[2].span.start], "页", 3);
    duban_arena_free(r.arena);
}

/* What cannot be read of them is named, and what stands around it is read. */
static void other_parts_that_cannot_be_read_are_named(void **state) {
    (void)state;
    const zip_member members[] = {
        {"word/_rels/document.xml.rels", relations},
        {"word/document.xml", BODY(CHUNK("x") CHUNK("none") CHUNK("g") "<w:p>" R("文") DIAGRAM
                                   "<w:r><c:chart xmlns:c=\"c\"/></w:r></w:p>")},
        {"word/chunk.html", "<p>\xC6\xBD\xBA\xCD\xCF\xD8\xC8\xCB\xC3\xF1\xD5\xFE\xB8\xAE</p>"},
    };
    reading r = read_package("a.docx", members, sizeof members / sizeof *members);
    static const char *const said[] = {"content is not read: 'word/chunk.rtf'", "'of no part'",
                                       "'word/chunk.html'", "diagram is not read", "charts"};
    expect_line(&r, 0, "文");
    for (uint32_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_non_null(strstr(r.document->diags.items[i].message, said[i]));
    assert_int_equal(r.document->diags.count, sizeof said / sizeof *said);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_parts_are_read_where_they_are_shown),
        cmocka_unit_test(other_parts_that_cannot_be_read_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
