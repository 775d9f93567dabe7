/*
 * The links of Markdown, [words](target), after the lines have been read: the marks that the inline
 * pass has flagged say what is a link (inline.c). Pictures are none.
 */
#include "ingest/text/links.h"

#include "ingest/blank.h"

#define NONE UINT32_MAX

/* The target that begins here: without the marks around it and without a title behind it. */
static duban_str target_of(const char16_t *text, uint32_t from, uint32_t to) {
    while (from < to && duban_unit_is_blank(text[from])) from++;
    bool marked = from < to && text[from] == '<';
    uint32_t end = from += marked;
    while (end < to && (marked ? text[end] != '>' : !duban_unit_is_blank(text[end]))) end++;
    return (duban_str){text + from, end - from};
}

/* Adds the link whose words are the units of [from, to) that are no marks. */
static void add(duban_text_reader *r, uint32_t from, uint32_t to, duban_str href) {
    const duban_decoded *d = r->decoded;
    while (from < to && (r->drop[from] || duban_unit_is_blank(d->text[from]))) from++;
    while (to > from && (r->drop[to - 1] || duban_unit_is_blank(d->text[to - 1]))) to--;
    if (from == to || !href.length) return;
    duban_builder_link(&r->builder, (duban_link){.href = href,
                                                 .src_from = d->src[from],
                                                 .src_to = d->src[to - 1] + d->width[to - 1]});
}

void duban_text_read_links(duban_text_reader *r) {
    const char16_t *text = r->decoded->text;
    uint32_t length = r->decoded->length, open = NONE;
    for (uint32_t i = 0; i + 1 < length; i++) {
        if (text[i] == '\n') open = NONE;
        if (text[i] == '[' && r->drop[i]) open = i;
        if (text[i] != ']' || text[i + 1] != '(' || open == NONE) continue;
        if (!r->drop[i] || !r->drop[i + 1]) continue;
        uint32_t end = i + 2;
        while (end < length && r->drop[end] && text[end] != '\n') end++;
        uint32_t close = end;
        while (close > i + 2 && text[close - 1] != ')') close--;
        bool picture = open > 0 && text[open - 1] == '!' && r->drop[open - 1];
        if (!picture && close > i + 2) add(r, open + 1, i, target_of(text, i + 2, close - 1));
        i = close - 1;
        open = NONE;
    }
}
