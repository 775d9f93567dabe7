/* The table of elements; see elements.h. */
#include "ingest/html/elements.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BLOCK DUBAN_HTML_BLOCK

static const struct {
    const char *name;
    uint32_t flags;
} elements[] = {
    {"a", DUBAN_HTML_LINK},
    {"address", BLOCK},
    {"article", BLOCK},
    {"aside", BLOCK | DUBAN_HTML_CHROME},
    {"b", DUBAN_HTML_STRONG},
    {"blockquote", BLOCK},
    {"body", BLOCK},
    {"br", DUBAN_HTML_BREAK},
    {"button", BLOCK | DUBAN_HTML_CHROME},
    {"caption", BLOCK | DUBAN_HTML_LEAF},
    {"center", BLOCK},
    {"dd", BLOCK | DUBAN_HTML_LEAF},
    {"div", BLOCK},
    {"dl", BLOCK},
    {"dt", BLOCK | DUBAN_HTML_LEAF},
    {"embed", DUBAN_HTML_EMBED},
    {"fieldset", BLOCK},
    {"figcaption", BLOCK},
    {"figure", BLOCK},
    {"footer", BLOCK | DUBAN_HTML_CHROME},
    {"form", BLOCK | DUBAN_HTML_FORM},
    {"h1", BLOCK | DUBAN_HTML_LEAF},
    {"h2", BLOCK | DUBAN_HTML_LEAF},
    {"h3", BLOCK | DUBAN_HTML_LEAF},
    {"h4", BLOCK | DUBAN_HTML_LEAF},
    {"h5", BLOCK | DUBAN_HTML_LEAF},
    {"h6", BLOCK | DUBAN_HTML_LEAF},
    {"head", BLOCK},
    {"header", BLOCK},
    {"hr", DUBAN_HTML_BREAK | DUBAN_HTML_RULE},
    {"html", BLOCK},
    {"iframe", DUBAN_HTML_SKIP | DUBAN_HTML_EMBED},
    {"label", DUBAN_HTML_CHROME},
    {"li", BLOCK | DUBAN_HTML_ITEM | DUBAN_HTML_LEAF},
    {"main", BLOCK},
    {"meta", DUBAN_HTML_META},
    {"nav", BLOCK | DUBAN_HTML_CHROME},
    {"noscript", DUBAN_HTML_SKIP},
    {"object", DUBAN_HTML_SKIP | DUBAN_HTML_EMBED},
    {"ol", BLOCK},
    {"option", BLOCK | DUBAN_HTML_CHROME},
    {"p", BLOCK | DUBAN_HTML_LEAF},
    {"pre", BLOCK | DUBAN_HTML_LEAF},
    {"rp", DUBAN_HTML_SKIP},
    {"rt", DUBAN_HTML_SKIP},
    {"script", DUBAN_HTML_SKIP},
    {"section", BLOCK},
    {"select", BLOCK | DUBAN_HTML_CHROME},
    {"strong", DUBAN_HTML_STRONG},
    {"style", DUBAN_HTML_SKIP},
    {"svg", DUBAN_HTML_SKIP},
    {"table", BLOCK | DUBAN_HTML_TABLE},
    {"tbody", BLOCK},
    {"td", BLOCK | DUBAN_HTML_CELL},
    {"template", DUBAN_HTML_SKIP},
    {"textarea", DUBAN_HTML_SKIP},
    {"tfoot", BLOCK},
    {"th", BLOCK | DUBAN_HTML_CELL},
    {"thead", BLOCK},
    {"title", DUBAN_HTML_TITLE | DUBAN_HTML_SKIP},
    {"tr", BLOCK | DUBAN_HTML_ROW},
    {"ul", BLOCK},
    {"xml", DUBAN_HTML_SKIP},
};

static int by_name(const void *key, const void *row) {
    return strcmp(key, *(const char *const *)row);
}

uint32_t duban_html_flags(const char *name) {
    const void *row =
        bsearch(name, elements, sizeof elements / sizeof *elements, sizeof *elements, by_name);
    return row ? elements[((const char *)row - (const char *)elements) / sizeof *elements].flags
               : 0;
}

uint8_t duban_html_heading(const char *name) {
    bool heading = name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && !name[2];
    return heading ? (uint8_t)(name[1] - '0') : 0;
}

const char *duban_html_attribute(const char *const *attributes, const char *name) {
    for (; attributes && attributes[0]; attributes += 2)
        if (!strcasecmp(attributes[0], name)) return attributes[1] ? attributes[1] : "";
    return NULL;
}

/* The value of a property in a style attribute, past the colon and white space; NULL if absent. */
static const char *style_value(const char *const *attributes, const char *property) {
    const char *style = duban_html_attribute(attributes, "style");
    const char *at = style ? strcasestr(style, property) : NULL;
    if (!at) return NULL;
    at += strlen(property);
    return at + strspn(at, " \t\r\n:");
}

bool duban_html_is_link(const char *const *attributes) {
    return duban_html_attribute(attributes, "href") != NULL;
}

bool duban_html_leads_away(const char *const *attributes) {
    static const char script[] = "javascript:";
    const char *href = duban_html_attribute(attributes, "href");
    return href && *href && *href != '#' && strncasecmp(href, script, sizeof script - 1) != 0;
}

bool duban_html_is_bold(const char *const *attributes) {
    const char *weight = style_value(attributes, "font-weight");
    return weight &&
           (!strncasecmp(weight, "bold", strlen("bold")) || strtol(weight, NULL, 10) >= 600);
}

/* Names that TRS, UCAP, Hanweb and others give it, and the sites of the State Council and of
 * WeChat; none that a frame could have too. */
static const char *const containers[] = {
    "TRS_Editor",      "trs_editor_view", "TRS_UEDITOR",    "UCAPCONTENT",
    "UCAP-CONTENT",    "pages_content",   "zoom",           "zoomcon",
    "article-content", "article_content", "articleContent", "j-fontContent",
    "ivs_content",     "mainText",        "js_content",
};

static bool is_container(const char *word, size_t length) {
    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
        if (!strncasecmp(containers[i], word, length) && !containers[i][length]) return true;
    return false;
}

/* The next of the words of an attribute, which may be NULL; NULL: there is none. */
static const char *next_word(const char *words, size_t *length) {
    static const char blanks[] = " \t\r\n\f";
    if (!words) return NULL;
    words += *length;
    words += strspn(words, blanks);
    *length = strcspn(words, blanks);
    return *length ? words : NULL;
}

static bool names_container(const char *words) {
    size_t length = 0;
    while ((words = next_word(words, &length)))
        if (is_container(words, length)) return true;
    return false;
}

static bool has_word(const char *words, const char *wanted) {
    size_t length = 0;
    while ((words = next_word(words, &length)))
        if (length == strlen(wanted) && !strncmp(words, wanted, length)) return true;
    return false;
}

/* A pane of tabs that is not the one chosen, as Bootstrap and Layui mark it. */
static bool is_other_pane(const char *const *attributes) {
    static const struct {
        const char *pane, *chosen;
    } libraries[] = {{"tab-pane", "active"}, {"layui-tab-item", "layui-show"}};
    const char *words = duban_html_attribute(attributes, "class");
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++)
        if (has_word(words, libraries[i].pane)) return !has_word(words, libraries[i].chosen);
    return false;
}

bool duban_html_is_hidden(const char *const *attributes) {
    const char *display = style_value(attributes, "display");
    const char *visibility = style_value(attributes, "visibility");
    return (display && !strncasecmp(display, "none", strlen("none"))) ||
           (visibility && !strncasecmp(visibility, "hidden", strlen("hidden"))) ||
           duban_html_attribute(attributes, "hidden") || is_other_pane(attributes);
}

bool duban_html_is_marked(const char *name, const char *const *attributes) {
    return names_container(duban_html_attribute(attributes, "id")) ||
           names_container(duban_html_attribute(attributes, "class")) ||
           is_container(name, strlen(name));
}
