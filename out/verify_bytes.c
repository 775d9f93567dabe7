/*
 * The text behind the ranges of a source: bytes of the file or of one of its parts, decoded by the
 * charset that the ledger states, markup taken off where the format has it.
 *
 * What differs between media types is one table. A format whose bytes are not its text in order
 * (glyph runs that are sorted, a label that a word processor counts) is proven as far as bytes can:
 * its ranges stand apart, and generated labels are not asked for.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "extract/converters.h"
#include "ingest/mime/message.h"
#include "ingest/pdf/pages.h"
#include "out/buffer.h"
#include "out/essence.h"
#include "out/markup.h"
#include "out/verify_parts.h"

static const struct {
    const char *media_type;
    bool is_markup, is_packed, has_generated_labels;
} formats[] = {
    {"text/html", true, false, true},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", true, true, true},
    {"multipart/related", true, true, true},
    {"application/ofd", true, true, false},
    {"application/pdf", false, true, false},
};

/* Parts that readers take text from, by the ends of their names. */
static bool is_part(const char *path) {
    static const char *const ends[] = {".xml", ".htm", ".html", ".xhtml", ".mht", ".mhtml", ".txt"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof ends / sizeof *ends; i++)
        if (!strcasecmp(dot, ends[i])) return true;
    return false;
}

static duban_str text_of(duban_proving *proving, const unsigned char *bytes, size_t length) {
    duban_str text = duban_essence_decode(bytes, length, proving->charset, proving->arena);
    return proving->is_markup ? duban_markup_text(text, proving->arena)
                              : duban_markup_references(text, proving->arena);
}

static void add(duban_buffer *units, duban_str text) {
    duban_buffer_add(units, (const char *)text.units, text.length * sizeof *text.units);
}

static duban_str essence_of(duban_proving *proving, const duban_buffer *units) {
    duban_str text = {.units = (const char16_t *)(const void *)units->bytes,
                      .length = units->length / (uint32_t)sizeof *text.units};
    return duban_essence(text, proving->arena);
}

/* The parts that places in the ledger name: members of the package, or pages as text. */
static void unpack_parts(duban_proving *proving, const char *media_type) {
    const duban_file *source = &proving->source;
    bool html;
    if (!strcmp(media_type, "multipart/related"))
        duban_mime_page_read(proving->arena, source->bytes, source->length, &proving->archive,
                             &html, proving->diags);
    else if (!strcmp(media_type, "application/pdf"))
        duban_pdf_pages(proving->arena, source->bytes, source->length, &proving->archive,
                        proving->diags);
    else
        duban_archive_read(proving->arena, source->bytes, source->length, is_part,
                           &proving->archive, proving->diags);
    for (uint32_t i = 0; i < proving->archive.count; i++)
        proving->archive.members[i] =
            duban_mime_unwrap(proving->arena, &proving->archive.members[i]);
}

/* Puts what the ledger's converter makes of the source in its place. */
static void convert_source(duban_proving *proving, const duban_element *source, const char *name) {
    duban_converters all = {0};
    if (proving->matcher)
        all = duban_rules_converters(duban_matcher_rules(proving->matcher), proving->arena);
    const duban_converter *converter = duban_converters_find(&all, name);
    const unsigned char *bytes;
    size_t length;
    if (!converter ||
        duban_converter_run(converter, proving->arena, proving->source.bytes,
                            proving->source.length, &bytes, &length, proving->diags) != DUBAN_OK) {
        duban_proving_fail(proving, source, "the source cannot be converted by '%s' again", name);
        return;
    }
    duban_file_free(&proving->source);
    proving->source.bytes = malloc(length + 1);
    if (!proving->source.bytes) return;
    memcpy(proving->source.bytes, bytes, length);
    proving->source.length = length;
}

void duban_proving_unpack(duban_proving *proving) {
    const duban_element *source = duban_element_child(proving->root, "source");
    const char *converter = duban_element_attribute(source, "converter");
    if (converter) convert_source(proving, source, converter);
    const char *media_type = duban_element_attribute(source, "mediaType");
    if (!media_type) media_type = "";
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(media_type, formats[i].media_type)) continue;
        proving->is_markup = formats[i].is_markup;
        proving->is_packed = formats[i].is_packed;
        proving->has_generated_labels = formats[i].has_generated_labels;
    }
    proving->charset = duban_element_attribute(source, "charset");
    if (!proving->charset) proving->charset = "UTF-8";
    duban_buffer units = {.arena = proving->arena};
    if (proving->is_packed) {
        unpack_parts(proving, media_type);
    } else {
        add(&units, text_of(proving, proving->source.bytes, proving->source.length));
    }
    for (uint32_t i = 0; i < proving->archive.count; i++) {
        add(&units, text_of(proving, proving->archive.members[i].bytes,
                            proving->archive.members[i].length));
    }
    proving->whole = essence_of(proving, &units);
}

typedef struct {
    const unsigned char *bytes;
    size_t length;
} stretch;

/* The part that a range begins with, up to its ':'; the file itself where there is none. */
static bool find_part(duban_proving *proving, const char **at, stretch *part) {
    char name[1024];
    size_t length = 0;
    const char *colon = memchr(*at, ':', strcspn(*at, " "));
    *part = (stretch){proving->source.bytes, proving->source.length};
    if (!colon) return !proving->is_packed;
    for (const char *c = *at; c < colon && length + 1 < sizeof name; c++) {
        char hex[3] = {c[0] == '%' ? c[1] : '\0', c[0] == '%' ? c[2] : '\0', '\0'};
        name[length++] = *hex ? (char)strtol(hex, NULL, 16) : *c;
        if (*hex) c += 2;
    }
    name[length] = '\0';
    const duban_member *member = duban_archive_find(&proving->archive, name);
    *at = colon + 1;
    if (member) *part = (stretch){member->bytes, member->length};
    return member != NULL;
}

/* "START-END" at *at, START before END, END within size; moves *at behind it. */
static bool read_range(const char **at, size_t size, unsigned long *start, unsigned long *end) {
    char *rest;
    if (!isdigit((unsigned char)**at)) return false;
    *start = strtoul(*at, &rest, 10);
    if (*rest != '-' || !isdigit((unsigned char)rest[1])) return false;
    *end = strtoul(rest + 1, &rest, 10);
    *at = rest;
    return *start < *end && *end <= size;
}

bool duban_proving_bytes(duban_proving *proving, const char *src, duban_str *text) {
    duban_buffer units = {.arena = proving->arena};
    *text = (duban_str){0};
    for (const char *at = src; *at;) {
        unsigned long start, end;
        stretch part;
        if (!find_part(proving, &at, &part)) return false;
        if (!read_range(&at, part.length, &start, &end)) return false;
        add(&units, text_of(proving, part.bytes + start, end - start));
        if (*at && *at++ != ' ') return false;
    }
    *text = essence_of(proving, &units);
    return true;
}
