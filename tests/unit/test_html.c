/* HTML pages: text with its places, tables as grids, what is the notice and what its frame. */
#include <stdio.h>

#include "ingest/magic.h"
#include "tests/unit/document_fixture.h"

static reading read_page(const void *bytes, size_t length) {
    reading r = read_bytes("page.html", bytes, length);
    assert_int_equal(r.status, DUBAN_OK);
    assert_string_equal(r.document->media_type, "text/html");
    return r;
}

static reading read_string(const char *page) { return read_page(page, strlen(page)); }

static void expect_block(const reading *r, uint32_t block, const char *text, bool aside) {
    expect_line(r, block, text);
    assert_int_equal(r->document->blocks[block].aside, aside);
}

static void lines_break_where_the_markup_does(void **state) {
    (void)state;
    reading r = read_string("<html><body><h2>一、总体要求</h2><p>坚持<b>统筹</b>规划，\n  "
                            "分步实施。<br>到2030年，建成。</p>"
                            "<script>var a='，';</script><li>推进改革。</li></body></html>");
    expect_block(&r, 0, "一、总体要求", false);
    assert_int_equal(r.document->blocks[0].heading, 2);
    expect_block(&r, 1, "坚持统筹规划， 分步实施。", false);
    expect_block(&r, 2, "到2030年，建成。", false);
    expect_block(&r, 3, "推进改革。", false);
    assert_true(r.document->blocks[3].bullet);
    assert_int_equal(r.document->block_count, 4);
    duban_arena_free(r.arena);
}

/* Each unit's source bytes decode to it, references included. */
static void every_unit_knows_its_bytes(void **state) {
    (void)state;
    const char page[] = "<div>“甲”&amp;乙，&#19968;丙&nbsp;<span>丁</span>𠮷，戊。</div>";
    reading r = read_string(page);
    const duban_document *d = r.document;
    assert_string_equal(line_text(&r, 0), "“甲”&乙，一丙\xC2\xA0丁𠮷，戊。");
    for (uint32_t i = 0; i < d->length; i++) {
        char want[8] = {0};
        if (d->width[i] == 0) continue;
        const char *unit = duban_str_to_utf8(
            r.arena, (duban_str){d->text + i, duban_unit_is_high(d->text[i]) ? 2 : 1});
        memcpy(want, page + d->src[i], d->width[i] < 7 ? d->width[i] : 7);
        if (want[0] == '&')
            assert_int_equal(page[d->src[i] + d->width[i] - 1], ';');
        else
            assert_string_equal(want, unit);
    }
    duban_arena_free(r.arena);
}

static void a_reference_ends_where_the_parser_says(void **state) {
    (void)state;
    reading r = read_string("<p>首页 &gt 政策 &gt 文件</p><p>甲；乙，丙&lt;丁。</p>");
    expect_block(&r, 0, "首页 &gt 政策 &gt 文件", false);
    expect_block(&r, 1, "甲；乙，丙<丁。", false);
    assert_int_equal(r.diags.count, 0);
    duban_arena_free(r.arena);
}

static void what_frames_the_notice_is_aside(void **state) {
    (void)state;
    reading r = read_string(
        "<body><div><a href=/>首页</a> <a href=/z>政策，解读</a></div><div>索引号：123</div>"
        "<div "
        "id=c><p>为推进改革，制定本方案。</p><p>一、工作目标。到2030年，全面建成。</"
        "p><p>二、主要任务。"
        "加强组织领导，落实各方责任，完善工作机制，确保按期完成。</p></div><div><a "
        "href=/x>上一篇：关于某事，通知</a></div><div>版权所有：某市人民政府，主办。</div>"
        "<div style='display: none'>为推进改革，制定本方案。一、工作目标。到2030年，全面建成。"
        "</div></body>");
    expect_block(&r, 0, "首页 政策，解读", true);
    expect_block(&r, 1, "索引号：123", false);
    expect_block(&r, 2, "为推进改革，制定本方案。", false);
    expect_block(&r, 3, "一、工作目标。到2030年，全面建成。", false);
    expect_block(&r, 5, "上一篇：关于某事，通知", true);
    expect_block(&r, 6, "版权所有：某市人民政府，主办。", true);
    assert_true(r.document->blocks[7].aside);
    duban_arena_free(r.arena);
}

static void spans_move_the_cells_of_a_table(void **state) {
    (void)state;
    reading r = read_string(
        "<p>各项任务，分工如下。</p><table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr>"
        "<tr><td>丙</td><td>丁</td></tr></table><p>以上，请落实。</p>");
    static const struct {
        const char *text;
        uint32_t row, column;
    } cells[] = {{"甲", 1, 1}, {"乙", 1, 2}, {"丙", 2, 2}, {"丁", 2, 3}};
    for (uint32_t i = 0; i < 4; i++) {
        const duban_block *b = &r.document->blocks[i + 1];
        expect_block(&r, i + 1, cells[i].text, false);
        assert_int_equal(b->kind, DUBAN_BLOCK_CELL);
        assert_int_equal(b->row, cells[i].row);
        assert_int_equal(b->column, cells[i].column);
    }
    duban_arena_free(r.arena);
}

static void cells_need_no_end(void **state) {
    (void)state;
    reading r = read_string("<p>各项任务，分工如下。<table><tr><td>甲<td>乙<tr><td>丙<p>丁<td>戊"
                            "</table><p>以上，请落实。");
    static const struct {
        const char *text;
        uint32_t row, column;
    } cells[] = {{"甲", 1, 1}, {"乙", 1, 2}, {"丙", 2, 1}, {"丁", 2, 1}, {"戊", 2, 2}};
    for (uint32_t i = 0; i < 5; i++) {
        const duban_block *b = &r.document->blocks[i + 1];
        expect_block(&r, i + 1, cells[i].text, false);
        assert_int_equal(b->kind, DUBAN_BLOCK_CELL);
        assert_int_equal(b->row, cells[i].row);
        assert_int_equal(b->column, cells[i].column);
    }
    expect_block(&r, 6, "以上，请落实。", false);
    assert_int_equal(r.document->blocks[6].kind, DUBAN_BLOCK_LINE);
    duban_arena_free(r.arena);
}

/* One cell holds a page: it has a heading, or most of the text in many lines. */
static void a_page_in_a_table_is_no_data(void **state) {
    (void)state;
    reading r = read_string("<table><tr><td colspan=2>当前位置，如下。</td></tr><tr><td>边栏</td>"
                            "<td><h1>某方案</h1><p>一、目标，明确。</p></td></tr></table>");
    for (uint32_t i = 0; i < r.document->block_count; i++)
        assert_int_equal(r.document->blocks[i].kind, DUBAN_BLOCK_LINE);
    duban_arena_free(r.arena);
}

static void a_layout_table_is_no_data(void **state) {
    (void)state;
    reading r = read_string("<table><tr><td><table><tr><td>一、目标，明确。</td></tr></table></td>"
                            "<td>边栏</td></tr><tr><td>二、任务，明确。</td></tr></table>");
    for (uint32_t i = 0; i < r.document->block_count; i++)
        assert_int_equal(r.document->blocks[i].kind, DUBAN_BLOCK_LINE);
    duban_arena_free(r.arena);
}

static void the_bytes_decide_the_charset_not_the_label(void **state) {
    (void)state;
    /* "推进镕基，改革发展，建设城市，服务人民，全面建成。" in GB18030 under a gb2312 label */
    const char page[] =
        "<html><meta charset=gb2312><p>\xCD\xC6\xBD\xF8\xE9\x46\xBB\xF9\xA3\xAC"
        "\xB8\xC4\xB8\xEF\xB7\xA2\xD5\xB9\xA3\xAC\xBD\xA8\xC9\xE8\xB3\xC7\xCA\xD0"
        "\xA3\xAC\xB7\xFE\xCE\xF1\xC8\xCB\xC3\xF1\xA3\xAC\xC8\xAB\xC3\xE6\xBD\xA8"
        "\xB3\xC9\xA1\xA3</p><p>\xBD\xA8\xC9\xE8\xB3\xC7\xCA\xD0\xA1\xA3</p></html>";
    reading r = read_page(page, sizeof page - 1);
    assert_string_equal(r.document->charset, "GB18030");
    expect_block(&r, 0, "推进镕基，改革发展，建设城市，服务人民，全面建成。", false);
    expect_block(&r, 1, "建设城市。", false);
    duban_arena_free(r.arena);
}

static void a_page_may_be_wide(void **state) {
    (void)state;
    static const char16_t marked[] = u"\uFEFF<html><p>一、推进改革。</p></html>";
    static const char16_t bare[] = u"<!DOCTYPE html><p>一、推进改革。</p>";
    reading r = read_page(marked, sizeof marked - sizeof *marked);
    assert_string_equal(r.document->charset, "UTF-16LE");
    expect_block(&r, 0, "一、推进改革。", false);
    duban_arena_free(r.arena);
    r = read_page(bare, sizeof bare - sizeof *bare);
    expect_block(&r, 0, "一、推进改革。", false);
    duban_arena_free(r.arena);
}

static void meta_tags_are_fields(void **state) {
    (void)state;
    reading r = read_string("<head><meta name=\"PubDate\" content=\"2025-05-30\"><title>题</title>"
                            "</head><p>正文，在此。</p>");
    assert_int_equal(r.document->field_count, 1);
    assert_string_equal(duban_str_to_utf8(r.arena, r.document->fields[0].name), "PubDate");
    assert_string_equal(duban_str_to_utf8(r.arena, r.document->fields[0].value), "2025-05-30");
    expect_block(&r, 0, "正文，在此。", false);
    duban_arena_free(r.arena);
}

/* libxml2 ends a script at any end tag in it; comments may speak of scripts. */
static void code_is_no_text(void **state) {
    (void)state;
    reading r =
        read_string("<p>前文，在此。</p><SCRIPT>var a = \"<li>甲</li>\"; b('</ul>乙');</SCRIPT>"
                    "<!-- a <script> b --><p>正文，在此。</p>"
                    "<style>p:after { content: '</p>丙' }</style><p>后文，在此。</p>"
                    "<script>没有结尾，");
    assert_int_equal(r.document->diags.count, 0);
    expect_block(&r, 0, "前文，在此。", false);
    expect_block(&r, 1, "正文，在此。", false);
    expect_block(&r, 2, "后文，在此。", false);
    duban_arena_free(r.arena);
}

/* The parser hands out long text in pieces, and may stand anywhere when it does. */
static void long_text_far_behind_has_its_place(void **state) {
    (void)state;
    static char page[200 << 10];
    size_t at = (size_t)sprintf(page, "<p>开头，在此。</p><!--");
    for (int i = 0; i < 80 << 10; i++) page[at++] = 'x';
    at += (size_t)sprintf(page + at, "--><div class=\"a\">甲市  乙局，");
    for (int i = 0; i < 1000; i++) at += (size_t)sprintf(page + at, "长文%c", i % 97 ? 'a' : '&');
    sprintf(page + at, "。</div>");
    reading r = read_string(page);
    assert_int_equal(r.diags.count, 0);
    duban_arena_free(r.arena);
}

/* Shapes that made libxml2 lose the rest of a page or take minutes. */
static void hostile_pages_keep_their_text(void **state) {
    (void)state;
    static char page[3 << 20];
    size_t at = (size_t)sprintf(page, "<p>开头，在此。</p>");
    for (int i = 0; i < 3000; i++) at += (size_t)sprintf(page + at, "<div>");
    at += (size_t)sprintf(page + at, "<p>深处，在此。</p>");
    for (int i = 0; i < 3000; i++) at += (size_t)sprintf(page + at, "</div>");
    at += (size_t)sprintf(page + at, "<p ");
    for (int i = 0; i < 200000; i++) at += (size_t)sprintf(page + at, "a%d ", i);
    at += (size_t)sprintf(page + at, "title='说明'");
    at += (size_t)sprintf(page + at, ">");
    page[at++] = '\0';
    at += (size_t)sprintf(page + at, "<p>结尾，在此。</p>");
    reading r = read_page(page, at);
    bool found = false;
    for (uint32_t i = 0; i < r.document->block_count; i++)
        found |= strstr(line_text(&r, i), "结尾，在此。") != NULL;
    assert_true(found);
    duban_arena_free(r.arena);
}

/* Databases keep the notice's part of a page alone; Markdown may begin with a mark of HTML too. */
static void a_piece_of_a_page_is_html(void **state) {
    (void)state;
    static const char *const pieces[] = {"<h2>通知</h2><p>各县区：</p>",
                                         "<section><section><p>各县区：</p></section></section>",
                                         "<span>通知</span><br>各县区："};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        assert_true(duban_magic_is_html((const unsigned char *)pieces[i], strlen(pieces[i])));
    static const char markdown[] = "<h1 align=center>通知</h1>\n\n## 一、总体要求\n";
    assert_false(duban_magic_is_html((const unsigned char *)markdown, strlen(markdown)));
}

/* A page that a browser makes holds its notice in a script. */
static void text_in_scripts_is_named(void **state) {
    (void)state;
#define FIVE(text) text text text text text
#define LONG FIVE(FIVE("加快推进数字乡村建设。"))
    static const char *const empty[] = {
        "<html><title>甲</title><div id=app></div><script>var a='" LONG "'</script></html>",
        "<html><p>正在加载</p><textarea style='display:none'>" LONG "</textarea></html>",
        "<html><p>主办：县政府办</p><script>a=\"" FIVE(
            FIVE("\\u52a0\\u5feb\\u63A8\\u8fdb\\u6570\\u5b57\\u4e61\\u6751\\u3002")) "\"</script></"
                                                                                     "html>",
        "<html><body><img src=1.jpg></body></html>"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        reading r = read_text("page.html", empty[i]);
        assert_int_equal(r.status, DUBAN_NO_TEXT);
        assert_non_null(strstr(r.diags.items[0].message, i < 3 ? "in its scripts" : "shows none"));
        duban_arena_free(r.arena);
    }
    reading r = read_string("<p>现将方案印发，请落实。</p><script>var a='" LONG "'</script>");
    assert_int_equal(r.document->diags.count, 1);
    assert_non_null(strstr(r.document->diags.items[0].message, "hold more text"));
    duban_arena_free(r.arena);
    r = read_string("<p>" LONG "</p><script>var menu = ['首页。','政务公开']</script>");
    assert_int_equal(r.document->diags.count, 0);
    duban_arena_free(r.arena);
}

/* Much text behind what the site marks as the notice may be the notice too; a copy of it is not. */
static void text_behind_the_notice_is_told(void **state) {
    (void)state;
    static const char *const behind[] = {
        "<p>注意事项如下，请仔细阅读本页的说明，了解各项要求。</p>",
        "<p>加快推进数字乡村建设，结合我县实际，制定本方案。</"
        "p><p>一、总体目标，到2027年建成示范村。"
        "</"
        "p><p>二、主要任务，完善设施，发展电商，培训人才，强化保障，落实责任，加强督导，务求实效。<"
        "/p>"
        "<p>三、保障措施，加强领导，落实资金，强化考核，营造氛围，总结经验，宣传推广，形成合力。</"
        "p>"};
    static const char *const notice =
        "<div "
        "id=zoom><p>加快推进数字乡村建设，结合我县实际，制定本方案。</p><p>一、总体目标，到2027年"
        "建成示范村。</"
        "p><p>二、主要任务，完善设施，发展电商，培训人才，强化保障，落实责任，加强督导，"
        "务求实效。</"
        "p><p>三、保障措施，加强领导，落实资金，强化考核，营造氛围，总结经验，宣传推广，"
        "形成合力。</p></div>";
    for (uint32_t i = 0; i < 2; i++) {
        duban_arena *arena = duban_arena_new(1 << 20);
        const char *more =
            i ? behind[1] : duban_arena_printf(arena, "%s%s%s", behind[0], behind[0], behind[0]);
        reading r = read_string(duban_arena_printf(arena, "<body>%s<div>%s</div>", notice, more));
        assert_int_equal(r.document->diags.count, i == 0);
        if (!i) assert_non_null(strstr(r.document->diags.items[0].message, "behind the notice"));
        for (uint32_t b = 0; b < r.document->block_count; b++)
            assert_int_equal(r.document->blocks[b].aside, b >= 4);
        duban_arena_free(r.arena);
        duban_arena_free(arena);
    }
}

/* A list of other notices leads to their pages; headings of this one lead to its table of contents.
 */
static void headings_that_are_links_stay(void **state) {
    (void)state;
#define SAYS "<p>加快推进，务求实效，全面完成任务。</p>"
#define ITEM(href, name) "<p><a href='" href "'>" name "的全部工作</a></p>" SAYS
#define ITEMS(href) "<div>" ITEM(href, "甲") ITEM(href, "乙") ITEM(href, "丙") "</div>"
    static const char *const pages[] = {
        "<body><div><p>为加快推进数字乡村建设，结合我县实际，制定本方案。</p>" ITEMS(
            "#top") "</div>",
        "<body><div><p>为加快推进数字乡村建设，结合我县实际，制定本方案。</p>" ITEMS(
            "b.html") "</div>"};
    for (uint32_t i = 0; i < 2; i++) {
        reading r = read_string(pages[i]);
        assert_int_equal(r.document->block_count, 7);
        for (uint32_t b = 0; b < 7; b++)
            assert_int_equal(r.document->blocks[b].aside, i == 1 && b > 0);
        duban_arena_free(r.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_where_the_markup_does),
        cmocka_unit_test(text_in_scripts_is_named),
        cmocka_unit_test(headings_that_are_links_stay),
        cmocka_unit_test(text_behind_the_notice_is_told),
        cmocka_unit_test(every_unit_knows_its_bytes),
        cmocka_unit_test(a_reference_ends_where_the_parser_says),
        cmocka_unit_test(what_frames_the_notice_is_aside),
        cmocka_unit_test(spans_move_the_cells_of_a_table),
        cmocka_unit_test(cells_need_no_end),
        cmocka_unit_test(a_page_in_a_table_is_no_data),
        cmocka_unit_test(a_layout_table_is_no_data),
        cmocka_unit_test(the_bytes_decide_the_charset_not_the_label),
        cmocka_unit_test(a_page_may_be_wide),
        cmocka_unit_test(meta_tags_are_fields),
        cmocka_unit_test(code_is_no_text),
        cmocka_unit_test(long_text_far_behind_has_its_place),
        cmocka_unit_test(hostile_pages_keep_their_text),
        cmocka_unit_test(a_piece_of_a_page_is_html),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
