/* Reading text and Markdown: charsets, the map back to bytes, blocks, and what is refused. */
#include <stdlib.h>

#include <unicode/ucnv.h>

#include "tests/unit/document_fixture.h"

/* The blocks as text: one a line, with its hints in front. */
static void assert_blocks(const reading *r, const char *expected) {
    assert_int_equal(r->status, DUBAN_OK);
    char *all = duban_arena_printf(r->arena, "%s", "");
    for (uint32_t i = 0; i < r->document->block_count; i++) {
        const duban_block *b = &r->document->blocks[i];
        const char *text = line_text(r, i);
        const char *hint = "";
        if (b->kind == DUBAN_BLOCK_RULE) hint = "---";
        if (b->heading) hint = duban_arena_printf(r->arena, "%dH ", b->heading);
        if (b->kind == DUBAN_BLOCK_CELL)
            hint = duban_arena_printf(r->arena, "%u.%u.%u ", b->table, b->row, b->column);
        all = duban_arena_printf(r->arena, "%s%s%s%s%s\n", all, hint, b->bold ? "B " : "",
                                 b->bullet ? "* " : "", text);
    }
    assert_string_equal(all, expected);
}

/* Every unit of every block, decoded again from its own source bytes, gives the unit. */
static void assert_map(const reading *r, const char *converter) {
    const duban_document *d = r->document;
    for (uint32_t i = 0; i < d->block_count; i++) {
        for (uint32_t u = d->blocks[i].span.start; u < d->blocks[i].span.end; u++) {
            if (d->width[u] == 0) {
                assert_true(duban_unit_is_low(d->text[u]));
                continue;
            }
            UErrorCode error = U_ZERO_ERROR;
            UConverter *c = ucnv_open(converter, &error);
            UChar out[4];
            int32_t n = ucnv_toUChars(c, out, 4, (const char *)r->input.bytes + d->src[u],
                                      d->width[u], &error);
            ucnv_close(c);
            assert_true(U_SUCCESS(error));
            assert_int_equal(n, duban_unit_is_high(d->text[u]) ? 2 : 1);
            assert_int_equal(out[0], d->text[u]);
        }
    }
}

static const char sample[] = "关于印发《某市工作方案》的通知\r\n各县（区）人民政府：\n\n"
                             "　　到2030年，全市新增城镇就业6.8万人①。\n一、总体要求\n"
                             "加快推进农业转移人口市民化，提高城镇化质量和水平。";

static size_t encode(const char *utf8, const char *converter, char *out, size_t size) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = ucnv_convert(converter, "UTF-8", out, (int32_t)size, utf8, -1, &error);
    assert_true(U_SUCCESS(error));
    return (size_t)n;
}

static void each_charset_is_known(void **state) {
    (void)state;
    static const struct {
        const char *converter, *mark, *iana;
    } rows[] = {
        {"UTF-8", "", "UTF-8"},
        {"UTF-8", "\xEF\xBB\xBF", "UTF-8"},
        {"gb18030", "", "GB18030"},
        {"GBK", "", "GB18030"},
        {"UTF-16LE", "\xFF\xFE", "UTF-16LE"},
        {"UTF-16BE", "\xFE\xFF", "UTF-16BE"},
        {"UTF-16LE", "", "UTF-16LE"},
        {"UTF-16BE", "", "UTF-16BE"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char bytes[2048];
        size_t mark = strlen(rows[i].mark);
        memcpy(bytes, rows[i].mark, mark);
        size_t n = encode(sample, rows[i].converter, bytes + mark, sizeof bytes - mark);
        reading r = read_bytes("a.txt", bytes, n + mark);
        assert_blocks(&r, "关于印发《某市工作方案》的通知\n各县（区）人民政府：\n"
                          "到2030年，全市新增城镇就业6.8万人①。\n一、总体要求\n"
                          "加快推进农业转移人口市民化，提高城镇化质量和水平。\n");
        assert_string_equal(r.document->charset, rows[i].iana);
        assert_int_equal(r.document->replaced, 0);
        assert_map(&r, rows[i].converter);
        duban_arena_free(r.arena);
    }
}

static void big5_is_known(void **state) {
    (void)state;
    char bytes[2048];
    size_t n = encode("臺北市政府關於推動公共運輸之工作計畫，請各機關依照辦理。一、總體目標，提升"
                      "城市品質與服務水準，落實各項重點工作，改善市民生活環境，加強基礎設施建設。",
                      "windows-950", bytes, sizeof bytes);
    reading r = read_bytes("a.txt", bytes, n);
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(r.document->charset, "Big5");
    assert_map(&r, "windows-950");
    duban_arena_free(r.arena);
}

static void bad_bytes_are_counted(void **state) {
    (void)state;
    reading r = read_text("a.txt", "加快推进农业转移\xE4\xBA人口市民化\xFF，提高质量。");
    assert_blocks(&r, "加快推进农业转移\uFFFD人口市民化\uFFFD，提高质量。\n");
    assert_int_equal(r.document->replaced, 2);
    assert_int_equal(duban_diags_count(&r.diags, DUBAN_WARNING), 1);
    duban_arena_free(r.arena);
    char gbk[1024];
    size_t n = encode(sample, "gb18030", gbk, sizeof gbk);
    gbk[n++] = (char)0xFF;
    r = read_bytes("a.txt", gbk, n);
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(r.document->charset, "GB18030");
    assert_int_equal(r.document->replaced, 1);
    duban_arena_free(r.arena);
}

static void lone_surrogates_are_replaced(void **state) {
    (void)state;
    static const unsigned char bytes[] = {0xFF, 0xFE, 0x00, 0x4E, 0x00, 0xD8, 0x8C, 0x4E,
                                          0x00, 0xDC, 0x40, 0xD8, 0x00, 0xDC, 0x09, 0x4E};
    reading r = read_bytes("a.txt", bytes, sizeof bytes);
    assert_blocks(&r, "一\uFFFD二\uFFFD\U00020000三\n");
    assert_int_equal(r.document->replaced, 2);
    assert_int_equal(r.document->src[4], 10);
    assert_int_equal(r.document->width[4], 4);
    duban_arena_free(r.arena);
}

static void controls_are_left_out(void **state) {
    (void)state;
    static const char bytes[] = "一、总体要求，加快推进农业转移人口市民化，提高城镇化质量\0和水平，"
                                "改善城市面貌，提升服务能力，完善治理体系。";
    reading r = read_bytes("a.txt", bytes, sizeof bytes - 1);
    assert_blocks(&r,
                  "一、总体要求，加快推进农业转移人口市民化，提高城镇化质量和水平，改善城市面貌，"
                  "提升服务能力，完善治理体系。\n");
    assert_int_equal(duban_diags_count(&r.diags, DUBAN_WARNING), 1);
    duban_arena_free(r.arena);
}

/* The header of a ZIP's member, with its name. */
#define MEMBER(length, name)                                                                       \
    "PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" length "\0\0\0" name

static void what_is_no_text_is_named(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        duban_status status;
        const char *says;
    } rows[] = {
        {"", 0, DUBAN_EMPTY, "empty"},
        {" \n\t\xE3\x80\x80\n", 7, DUBAN_EMPTY, "empty"},
        {"\1\2\3\0\0\0\5abc", 10, DUBAN_BINARY, "not text"},
        {"%PDF-1.7 ....", 13, DUBAN_UNREADABLE, "damaged"},
        {MEMBER("\x11", "word/document.xml"), 47, DUBAN_UNREADABLE, "damaged"},
        {MEMBER("\7", "OFD.xml"), 37, DUBAN_UNREADABLE, "damaged"},
        {MEMBER("\x0F", "xl/workbook.xml"), 45, DUBAN_UNSUPPORTED, "an XLSX workbook"},
        {MEMBER("\x8", "mimetypeapplication/vnd.oasis.x"), 61, DUBAN_UNSUPPORTED,
         "an OpenDocument"},
        {"PK\3\4..........", 14, DUBAN_UNSUPPORTED, "ZIP"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ", 9, DUBAN_UNSUPPORTED, "OLE"},
        {"\x89PNG\r\n\x1A\n", 8, DUBAN_UNSUPPORTED, "PNG"},
        {"II*\0....", 8, DUBAN_UNSUPPORTED, "TIFF"},
        {"RIFF....WEBPVP8 ", 16, DUBAN_UNSUPPORTED, "WebP"},
        {"{\\rtf1\\ansi", 11, DUBAN_UNSUPPORTED, "RTF"},
        {"\x80\x81\xFE\xFF\x20\x80\x20\xFF\x20\xFF\x20", 11, DUBAN_UNDECODABLE, "not decodable"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reading r = read_bytes("x", rows[i].bytes, rows[i].length);
        assert_int_equal(r.status, rows[i].status);
        assert_non_null(strstr(r.diags.items[0].message, rows[i].says));
        duban_arena_free(r.arena);
    }
}

static void markup_is_told_from_text_that_has_some(void **state) {
    (void)state;
    static const struct {
        const char *bytes, *media_type;
    } rows[] = {
        {"<h2>关于做好工作的通知</h2>\n<p>各区人民政府：</p>", "text/html"},
        {"各区人民政府：</p><p>现将方案印发。</p><p>一、总体要求</p>", "text/html"},
        {"各区人民政府：<br>现将方案印发。<BR/>一、总体要求<br />（一）目标", "text/html"},
        {"<通知>\n一、总体要求\n", "text/plain"},
        {"一、总体要求\n到2030年，建成<br>一批园区。\n二、任务\n", "text/plain"},
        {"# "
         "方案\n\n|一<br>二|三|\n|--|--|\n|四<br>五|六<br>|\n|七|八|\n|九|十|\n|九|十|\n一、要求\n",
         "text/markdown"},
        {"# 方案\n\n<table><tr><td>一</td></tr><tr><td>二</td></tr></table>\n\n一、要求\n",
         "text/plain"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reading r = read_bytes("x", rows[i].bytes, strlen(rows[i].bytes));
        assert_int_equal(r.status, DUBAN_OK);
        if (strcmp(r.document->media_type, rows[i].media_type))
            fail_msg("row %zu: %s", i, r.document->media_type);
        duban_arena_free(r.arena);
    }
}

static void over_the_limit_is_refused(void **state) {
    (void)state;
    reading r = read_bytes("x", "", DUBAN_SOURCE_MAX + 1);
    assert_int_equal(r.status, DUBAN_TOO_LARGE);
    duban_arena_free(r.arena);
}

static void markdown_marks_leave_the_text(void **state) {
    (void)state;
    reading r = read_text("a.md", "# 工作方案 #\n\n**发布日期**: 2025-01-10\n**方案名称**\n"
                                  "- 深化**户籍**制度改革\n> 引文 *强调* 和 `码`\n---\n"
                                  "1\\. 加强[领导](http://a.b/c(1).html)。\n5\\*8小时，2*3*4\n"
                                  "见<br>[附件](a.pdf)和[2024]17号(文)\n```\n码\n```\n");
    assert_blocks(&r, "1H 工作方案\n发布日期: 2025-01-10\nB 方案名称\n* 深化户籍制度改革\n"
                      "引文 强调 和 码\n---\n1. 加强领导。\n5*8小时，2*3*4\n"
                      "见附件和[2024]17号(文)\n码\n");
    assert_string_equal(r.document->media_type, "text/markdown");
    assert_map(&r, "UTF-8");
    duban_arena_free(r.arena);
}

static void plain_text_keeps_what_is_no_mark(void **state) {
    (void)state;
    reading r = read_text("a.txt", "- 深化户籍制度改革。\n- 3 -\n>65\n> 65\n_x_ *注 [a](b)\n"
                                   "姓名______\n• 推进\n5*8小时*2\n");
    assert_blocks(&r, "* 深化户籍制度改革。\n- 3 -\n>65\n> 65\n_x_ *注 [a](b)\n姓名______\n"
                      "* 推进\n5*8小时*2\n");
    assert_string_equal(r.document->media_type, "text/plain");
    duban_arena_free(r.arena);
}

static void references_are_resolved(void **state) {
    (void)state;
    reading r = read_text(
        "a.txt", "&nbsp;&emsp;确保&ldquo;十四五&#8221;末&lt;5%&#x3002; R&D 和 &foo; &amp\n");
    assert_blocks(&r, "确保“十四五”末<5%。 R&D 和 &foo; &amp\n");
    uint32_t quote = 2;
    assert_int_equal(r.document->text[quote], u'“');
    assert_memory_equal(r.input.bytes + r.document->src[quote], "&ldquo;",
                        r.document->width[quote]);
    assert_int_equal(r.document->width[quote], 7);
    duban_arena_free(r.arena);
}

static void pipe_tables_become_cells(void **state) {
    (void)state;
    reading r =
        read_text("a.md", "主要指标\n\n| 指标 | 2025年 |\n|---|:-:|\n| 城镇化率（%） | 65 |\n"
                          "| 就业 |  |\n| a\\|b | **2** |\n\n后文 | 有竖线\n");
    assert_blocks(&r, "主要指标\n1.1.1 指标\n1.1.2 2025年\n1.2.1 城镇化率（%）\n1.2.2 65\n"
                      "1.3.1 就业\n1.4.1 a|b\n1.4.2 B 2\n后文 | 有竖线\n");
    duban_arena_free(r.arena);
}

static void tables_of_tags_become_cells(void **state) {
    (void)state;
    reading r =
        read_text("a.txt", "主要指标\n<table border=1><thead><tr><th rowspan=\"2\">指标</th>"
                           "<th colspan=2>目标</th></tr>\n<tr><td>2025年</td>"
                           "<td><b>2030</b>\n年</td></tr><TR><TD>就业<br>（万人）</TD><td></td>"
                           "<td>3</td></tr></table>后文\n<table>未完\n<table>未完\n");
    assert_blocks(&r, "主要指标\n1.1.1 指标\n1.1.2 目标\n1.2.2 2025年\n1.2.3 2030年\n"
                      "1.3.1 就业（万人）\n1.3.3 3\n后文\n<table>未完\n<table>未完\n");
    assert_int_equal(r.document->blocks[1].row_span, 2);
    assert_int_equal(r.document->blocks[2].column_span, 2);
    duban_arena_free(r.arena);
}

static void front_matter_gives_fields(void **state) {
    (void)state;
    reading r = read_text(
        "a.txt", "---\ntitle: \"某通知\"\ndoc_no: 国办发〔2022〕17号\nempty:\n---\n正文。\n");
    assert_blocks(&r, "title: \"某通知\"\ndoc_no: 国办发〔2022〕17号\nempty:\n---\n正文。\n");
    assert_int_equal(r.document->field_count, 2);
    assert_string_equal(duban_str_to_utf8(r.arena, r.document->fields[0].value), "某通知");
    assert_string_equal(duban_str_to_utf8(r.arena, r.document->fields[1].name), "doc_no");
    assert_int_equal(r.document->text[r.document->fields[1].span.start], u'国');
    duban_arena_free(r.arena);
}

static void page_breaks_and_blank_lines_are_hints(void **state) {
    (void)state;
    reading r = read_text("a.txt", "一\n\n\n　　二\f三\v四\u2028五");
    assert_blocks(&r, "一\n二\n---\n三\n四\n五\n");
    assert_int_equal(r.document->blocks[1].blank_before, 2);
    assert_int_equal(r.document->blocks[1].indent, 2);
    duban_arena_free(r.arena);
}

/* Openers without end: each kind of mark on one long line must take time linear in it. */
static void hostile_lines_are_read(void **state) {
    (void)state;
    static const char *const units[] = {"[](", "**a", "*a ",  "<a",   "`",         "|",    "\\",
                                        "> ",  "- ",  "\xE4", "<td>", "\n<table>", "&lt;", "</"};
    enum { REPEAT = 200000 };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = strlen(units[i]);
        char *bytes = malloc(n * REPEAT + 3);
        memcpy(bytes, "a ", 2);
        for (size_t k = 0; k < REPEAT; k++) memcpy(bytes + 2 + k * n, units[i], n);
        reading r = read_bytes("a.md", bytes, n * REPEAT + 2);
        duban_arena_free(r.arena);
        free(bytes);
    }
}

static void the_source_is_identified(void **state) {
    (void)state;
    reading r = read_text("dir/a.txt", "abc");
    assert_string_equal(r.document->sha256,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_string_equal(r.document->href, "dir/a.txt");
    assert_int_equal(r.document->bytes, 3);
    duban_arena_free(r.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_charset_is_known),
        cmocka_unit_test(big5_is_known),
        cmocka_unit_test(bad_bytes_are_counted),
        cmocka_unit_test(lone_surrogates_are_replaced),
        cmocka_unit_test(controls_are_left_out),
        cmocka_unit_test(what_is_no_text_is_named),
        cmocka_unit_test(markup_is_told_from_text_that_has_some),
        cmocka_unit_test(over_the_limit_is_refused),
        cmocka_unit_test(markdown_marks_leave_the_text),
        cmocka_unit_test(plain_text_keeps_what_is_no_mark),
        cmocka_unit_test(references_are_resolved),
        cmocka_unit_test(pipe_tables_become_cells),
        cmocka_unit_test(tables_of_tags_become_cells),
        cmocka_unit_test(front_matter_gives_fields),
        cmocka_unit_test(page_breaks_and_blank_lines_are_hints),
        cmocka_unit_test(hostile_lines_are_read),
        cmocka_unit_test(the_source_is_identified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
