/*
 * One notice on pages of many shapes: its lines must come out the same whatever stands around them,
 * whatever the markup, whatever the charset and whatever the page claims about it.
 */
#include <iconv.h>
#include <stdlib.h>

#include "tests/unit/document_fixture.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const lines[] = {
    "平和县推进数字乡村建设工作方案",
    "为加快数字乡村建设，结合我县实际，制定本方案。",
    "一、工作目标",
    "到2027年，建成示范村20个，网络零售额达到5亿元以上。",
    "二、主要任务",
    "（一）完善设施。新建5G基站300个，覆盖率95%以上。（责任单位：县工信局、各乡镇人民政府）",
    "（二）发展电商。每年培训人才500人次。（牵头单位：县商务局；配合单位：县农业农村局）",
    "平和县人民政府办公室",
    "2025年4月8日",
};

#define NAV                                                                                        \
    "<div class=top><a href=/>首页</a>|<a href=/z>政务公开</a>|<a href=/b>办事服务</a></div>"
#define TOOLS                                                                                      \
    "<div>【<a href='javascript:d(1)'>大</a> <a href='javascript:d(2)'>中</a> <a "              \
    "href='javascript:d(3)'>小</a>】【<a href='javascript:window.print()'>打印</a>】【<a "  \
    "href='javascript:window.close()'>关闭</a>】</div>"
#define FOOT                                                                                                        \
    "<div class=rel><h3>相关链接</h3><ul><li><a href=1>《方案》政策解读，一图读懂</a></li><li><a " \
    "href=2>关于推进数字乡村，加快振兴的发布会</a></li></ul></div>"
#define LOGIN                                                                                      \
    "<div class=login><form>用户名：<input name=u>密码：<input type=password>"              \
    "<button>登录</button> <a href=r>注册</a></form></div>"

/* $ stands for the notice, a line each in the markup of lead and tail; @ for a second copy of it, ~
 * for one with a line of its own under the title.
 */
typedef struct {
    const char *name, *page, *lead, *tail;
} shape;

static const shape shapes[] = {
    {"paragraphs among links", "<html><body>" NAV TOOLS "<div>$</div>" FOOT "</body></html>", "<p>",
     "</p>"},
    {"all in the body, with a login", "<html><body>" LOGIN NAV "$" FOOT "</body></html>", "<p>",
     "</p>"},
    {"a page in one form", "<html><body><form id=f>" NAV "$" FOOT "</form></body></html>", "<p>",
     "</p>"},
    {"paragraphs never closed", "<html><body>" NAV "<div>$" FOOT, "<p>", "\n"},
    {"a heading never closed", "<html><body>" NAV "<h1><div>$</div>" FOOT, "<p>", "\n"},
    {"closed twice", "<html><body>" NAV "<div>$</div></body></html>\n</body></html>\n" FOOT, "<p>",
     "</p>"},
    {"two documents", "<html><body>" NAV "</body></html><html><body><div>$</div></body></html>",
     "<p>", "</p>"},
    {"lines ended by breaks", "<html><body>" NAV "<div>$</div>" FOOT, "　　", "<br>\n"},
    {"lines indented by no-break spaces", "<html><body>" NAV "<div>$</div>" FOOT,
     "&nbsp;&nbsp;&nbsp;&nbsp;", "<br /><br />"},
    {"lines in many nested blocks",
     "<html><body>" NAV
     "<div><div><div><section><article>$</article></section></div></div></div>" FOOT,
     "<div><div><span>", "</span></div></div>"},
    {"a piece of a page", "$", "<p>", "</p>"},
    {"a layout of tables",
     "<body><table><tr><td><table><tr><td><a href=/>首页</a></td><td><a href=/z>公开</a></td></tr>"
     "</table></td></tr><tr><td><table><tr><td><a href=1>领导之窗</a></td><td>$</td></tr></table>"
     "</td></tr><tr><td><a href=p>打印</a> <a href=c>关闭</a></td></tr></table></body>",
     "<font>　　", "</font><br>"},
    {"a table whose cells are never closed",
     "<body><table><tr><td width=20%><ul><li><a href=1>通知公告</a><li><a href=2>政策文件</a></ul>"
     "<td>$<tr><td colspan=2>" FOOT,
     "<p>", "</p>"},
    {"each line a row of a table", "<body>" NAV "<table>$</table>", "<tr><td>", "</td></tr>"},
    {"a hidden copy", "<body>" NAV "<div>$</div><div style='display:none'>@</div>" FOOT, "<p>",
     "</p>"},
    {"an invisible copy first",
     "<body>" NAV "<div style='visibility: hidden'>@</div><div>$</div>" FOOT, "<p>", "</p>"},
    {"a copy for telephones", "<body>" NAV "<div class=pc>$</div><div class=wap>@</div>" FOOT,
     "<p>", "</p>"},
    {"a copy in a text field", "<body><textarea>@</textarea><div>$</div>" FOOT, "<p>", "</p>"},
    {"a copy for pages without scripts", "<body><div>$</div><noscript>@</noscript>" FOOT, "<p>",
     "</p>"},
    {"a copy in a comment", "<body><!-- @ --><div>$</div>" FOOT, "<p>", "</p>"},
    {"a copy in a script", "<body><script>var s = \"@\";</script><div>$</div>" FOOT, "<p>", "</p>"},
    {"Word's markup",
     "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><!--[if gte mso 9]><xml>"
     "<o:Author>某</o:Author></xml><![endif]--><style><!-- p.MsoNormal {margin:0} "
     "--></style></head>"
     "<body><div class=Section1>$<!--[if gte vml 1]><v:shape><v:textbox><p>文本框，重复。</p>"
     "</v:textbox></v:shape><![endif]--><![if !vml]><img src=a.gif><![endif]></div></body></html>",
     "<p class=MsoNormal style='text-indent:32pt'><![if !supportLists]><span "
     "style='mso-list:Ignore'><![endif]><st1:chsdate w:st=\"on\">",
     "</st1:chsdate></span><span lang=EN-US><o:p></o:p></span></p>\n"},
    {"other notices with what they say",
     "<body>" NAV "<div>$</div><div><h3>相关推荐</h3>"
     "<div><a "
     "href=1>关于推进养老服务的通知</a><p>为推进养老服务，经县政府同意，现通知如下。</p></div>"
     "<div><a "
     "href=2>关于加强河道管理的通知</a><p>为加强河道管理，落实河长制，现通知如下。</p></div>"
     "<div><a "
     "href=3>关于做好防汛工作的通知</a><p>入汛以来，雨水偏多，请抓好落实；确保安全。</p></div>"
     "</div>",
     "<p>", "</p>"},
    {"hidden until a script shows it, among words of the page",
     "<body>" NAV
     "<div id=js_content style='visibility: hidden'>$</div><p>微信扫一扫，关注该公众号。"
     "</p>",
     "<p>", "</p>"},
    {"what explains it, behind another tab",
     "<body>" NAV "<div class=tab-content><div class='tab-pane fade in active'>$</div>"
     "<div class='tab-pane fade'><p>一、起草背景</p><p>近年来，我县数字乡村建设加快，成效明显，为此"
     "起草本方案，广泛征求意见。</p><p>方案提出，到2027年建成示范村20个；新建基站300个。</p></"
     "div></div>",
     "<p>", "</p>"},
    {"a declaration as long as the notice, behind what the editor wrote",
     "<body>" NAV "<div class='view TRS_UEDITOR'>$</div><div><p>隐私声明：本网站尊重您的隐私，"
     "请您仔细阅读本声明，了解我们如何收集、使用和保存您的信息，以及您享有的权利。</p>"
     "<p>一、信息收集。您在留言、咨询、投诉时，需要填写姓名、电话等信息，我们将严格保密。</p></"
     "div>",
     "<p>", "</p>"},
    {"a copy for telephones under a title of its own", "<body>" NAV "<div>$</div><div>~</div>",
     "<p>", "</p>"},
    {"bookmarks of Word", "<body>" NAV "<div>$</div>" FOOT, "<p><a name=\"OLE_LINK1\">",
     "</a></p>"},
};

typedef struct {
    char *bytes;
    size_t length, capacity;
} text;

static void add(text *t, const char *bytes) {
    size_t length = strlen(bytes);
    if (t->length + length >= t->capacity) {
        t->capacity = 2 * (t->length + length) + 1024;
        t->bytes = realloc(t->bytes, t->capacity);
        assert_non_null(t->bytes);
    }
    memcpy(t->bytes + t->length, bytes, length + 1);
    t->length += length;
}

static text page_of(const shape *s) {
    text page = {NULL, 0, 0};
    for (const char *at = s->page; *at; at++) {
        char one[2] = {*at, 0};
        if (!strchr("$@~", *at)) {
            add(&page, one);
            continue;
        }
        for (size_t i = 0; i < COUNT(lines); i++) {
            if (*at == '~' && i == 1) add(&page, "<p>时间：2025-04-08　来源：县府办</p>");
            add(&page, s->lead);
            add(&page, lines[i]);
            add(&page, s->tail);
        }
    }
    return page;
}

/* The notice's lines, and nothing else, are not aside; each from bytes of the page. */
static void expect_notice(const char *name, const char *bytes, size_t length, const char *charset) {
    reading r = read_bytes("page.html", bytes, length);
    assert_int_equal(r.status, DUBAN_OK);
    const duban_document *d = r.document;
    assert_string_equal(d->media_type, "text/html");
    if (charset) assert_string_equal(d->charset, charset);
    size_t next = 0;
    for (uint32_t i = 0; i < d->block_count; i++) {
        const char *line = line_text(&r, i);
        if (d->blocks[i].aside || !*line) continue;
        if (next == COUNT(lines) || strcmp(line, lines[next]) != 0)
            fail_msg("%s: line %zu is '%s'", name, next, line);
        next++;
    }
    if (next != COUNT(lines)) fail_msg("%s: only %zu lines", name, next);
    duban_arena_free(r.arena);
}

static void a_notice_is_the_same_on_every_page(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(shapes); i++) {
        text page = page_of(&shapes[i]);
        expect_notice(shapes[i].name, page.bytes, page.length, NULL);
        free(page.bytes);
    }
}

static const struct {
    const char *name, *head, *encoding, *mark, *charset;
} charsets[] = {
    {"gb2312 declared, GB18030 meant", "<meta charset=gb2312>", "GB18030", "", "GB18030"},
    {"UTF-8 declared, GB18030 meant",
     "<meta http-equiv=Content-Type content='text/html; charset=utf-8'>", "GB18030", "", "GB18030"},
    {"two declarations",
     "<meta http-equiv=Content-Type content='text/html; charset=gb2312'>"
     "<meta charset=utf-8>",
     "UTF-8", "", "UTF-8"},
    {"a mark against the declaration", "<meta charset=gbk>", "UTF-8", "\xEF\xBB\xBF", "UTF-8"},
    {"an XML declaration against the tag",
     "<?xml version='1.0' encoding='gb2312'?><html><meta charset=utf-8>", "UTF-8", "", "UTF-8"},
    {"a charset of no name", "<meta charset=x-none>", "UTF-8", "", "UTF-8"},
    {"wide, with a mark", "<meta charset=utf-8>", "UTF-16LE", "\xFF\xFE", "UTF-16LE"},
    {"wide, without one", "<meta charset=gb2312>", "UTF-16LE", "", "UTF-16LE"},
};

static void the_charset_is_what_the_bytes_are(void **state) {
    (void)state;
    static const shape plain = {"", NAV "<div>$</div>" FOOT, "<p>", "</p>"};
    for (size_t i = 0; i < COUNT(charsets); i++) {
        text page = {NULL, 0, 0}, body = page_of(&plain);
        add(&page, charsets[i].head);
        add(&page, body.bytes);
        size_t room = 2 * page.length + 4, left = room - 4, size = page.length;
        char *bytes = malloc(room), *in = page.bytes, *out = bytes + strlen(charsets[i].mark);
        assert_non_null(bytes);
        memcpy(bytes, charsets[i].mark, strlen(charsets[i].mark));
        iconv_t converter = iconv_open(charsets[i].encoding, "UTF-8");
        assert_int_equal(iconv(converter, &in, &size, &out, &left), 0);
        iconv_close(converter);
        expect_notice(charsets[i].name, bytes, (size_t)(out - bytes), charsets[i].charset);
        free(bytes);
        free(page.bytes);
        free(body.bytes);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_notice_is_the_same_on_every_page),
        cmocka_unit_test(the_charset_is_what_the_bytes_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
