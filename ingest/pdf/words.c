/*
 * pdftotext -bbox -> words; see words.h.
 *
 * Its form is one element a line, <page width= height=> and <word xMin= yMin= xMax=
 * yMax=>text</word>, with the five entities of XML; it is read as such, not as XML, for it may hold
 * characters that XML forbids.
 */
#include "ingest/pdf/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/* The value of an attribute of the tag [from, to), within what a page can measure. */
static float attribute(const char *from, const char *to, const char *name) {
    size_t length = strlen(name);
    const char *at = memmem(from, (size_t)(to - from), name, length);
    if (!at || (size_t)(to - at) < length + 3 || at[length] != '=' || at[length + 1] != '"')
        return 0;
    char digits[24] = {0};
    for (size_t i = 0; i + 1 < sizeof digits && at + length + 2 + i < to; i++) {
        char c = at[length + 2 + i];
        if (!(c == '-' || c == '.' || (c >= '0' && c <= '9'))) break;
        digits[i] = c;
    }
    float value = strtof(digits, NULL);
    return value < -DUBAN_PDF_PAGE_MAX  ? -DUBAN_PDF_PAGE_MAX
           : value > DUBAN_PDF_PAGE_MAX ? DUBAN_PDF_PAGE_MAX
                                        : value;
}

/* The entity at the '&' of text; *length is that of its name. 0: it is none. */
static char entity(const char *at, const char *to, size_t *length) {
    static const struct {
        const char *name;
        char character;
    } entities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
        *length = strlen(entities[i].name);
        if ((size_t)(to - at) >= *length && !memcmp(at, entities[i].name, *length))
            return entities[i].character;
    }
    return 0;
}

static uint32_t unescape(const char *from, const char *to, char *out) {
    uint32_t bytes = 0;
    while (from < to) {
        size_t length = 1;
        char c = *from == '&' ? entity(from, to, &length) : *from;
        if (!c) c = *from, length = 1;
        out[bytes++] = c;
        from += length;
    }
    return bytes;
}

float duban_pdf_text_ems(const char *text, uint32_t bytes) {
    float ems = 0;
    for (uint32_t i = 0; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c & 0xC0) == 0x80) continue;
        ems += c >= 0xE2 ? 1.0F : 0.5F; /* from U+2000 on characters are mostly wide */
    }
    return ems;
}

static void add_page(duban_arena *arena, duban_pdf_words *all, const char *tag, const char *end) {
    all->pages =
        duban_arena_grow(arena, all->pages, &all->capacity, all->count + 1, sizeof *all->pages);
    all->pages[all->count++] = (duban_pdf_page){.width = attribute(tag, end, "width"),
                                                .height = attribute(tag, end, "height")};
}

static void add_word(duban_arena *arena, duban_pdf_page *page, const char *tag, const char *end,
                     const char *close) {
    size_t length = (size_t)(close - end - 1);
    char *text = duban_arena_alloc(arena, length + 1);
    duban_pdf_word word = {.left = attribute(tag, end, "xMin"),
                           .top = attribute(tag, end, "yMin"),
                           .right = attribute(tag, end, "xMax"),
                           .bottom = attribute(tag, end, "yMax"),
                           .text = text,
                           .bytes = unescape(end + 1, close, text)};
    word.ems = duban_pdf_text_ems(text, word.bytes);
    if (!word.bytes || word.right < word.left || word.bottom < word.top) return;
    page->words =
        duban_arena_grow(arena, page->words, &page->capacity, page->count + 1, sizeof *page->words);
    page->words[page->count++] = word;
}

static bool is_tag(const char *at, const char *end, const char *name) {
    size_t length = strlen(name);
    return (size_t)(end - at) > length && !memcmp(at, name, length) && at[length] == ' ';
}

void duban_pdf_words_parse(duban_arena *arena, const char *bytes, size_t length,
                           duban_pdf_words *words) {
    *words = (duban_pdf_words){0};
    const char *end = bytes + length;
    for (const char *at = bytes; at < end;) {
        const char *tag = memchr(at, '<', (size_t)(end - at));
        const char *close = tag ? memchr(tag, '>', (size_t)(end - tag)) : NULL;
        if (!close) return;
        at = close + 1;
        if (is_tag(tag, close, "<page")) add_page(arena, words, tag, close);
        if (!is_tag(tag, close, "<word") || !words->count) continue;
        const char *next = memchr(at, '<', (size_t)(end - at));
        if (!next) return;
        add_word(arena, &words->pages[words->count - 1], tag, close, next);
        at = next;
    }
}
