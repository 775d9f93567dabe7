/* Parts between boundaries (RFC 2046, 5.1), searched depth first; see message.h. */
#include "ingest/mime/message.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "ingest/mime/transfer.h"

/* A part that may be the page. */
typedef struct {
    duban_mime_span body;
    const char *encoding, *number;
} page;

typedef struct {
    duban_arena *arena;
    duban_diags *diags;
    page html, text;
    uint32_t parts;
    bool unclosed, cut; /* a boundary is missing; a limit was hit */
} search;

static void take_entity(search *s, duban_mime_span entity, const char *number, uint32_t depth);

/* The next line that is a boundary, from a place on; its end in *behind. Length: there is none. */
static size_t find_boundary(duban_mime_span body, size_t from, const char *boundary,
                            size_t *behind) {
    size_t size = strlen(boundary);
    while (from + size + 2 <= body.length) {
        const unsigned char *at = memmem(body.bytes + from, body.length - from, "--", 2);
        if (!at) break;
        size_t start = (size_t)(at - body.bytes);
        *behind = start + 2 + size;
        bool line = start == 0 || at[-1] == '\n';
        if (line && *behind <= body.length && !memcmp(at + 2, boundary, size)) return start;
        from = start + 1;
    }
    return body.length;
}

static const char *number_below(const search *s, const char *above, uint32_t index) {
    return duban_arena_printf(s->arena, "%s%s%u", above, *above ? "." : "", index);
}

/* Each part between two boundaries; the last one may lack its end. */
static void take_parts(search *s, duban_mime_span body, const char *boundary, const char *number,
                       uint32_t depth) {
    size_t behind = 0;
    size_t at = find_boundary(body, 0, boundary, &behind);
    for (uint32_t index = 1; at < body.length; index++) {
        bool last = body.length - behind >= 2 && !memcmp(body.bytes + behind, "--", 2);
        const unsigned char *line = memchr(body.bytes + behind, '\n', body.length - behind);
        if (last || !line || s->html.number || s->cut) return;
        size_t start = (size_t)(line - body.bytes) + 1;
        at = find_boundary(body, start, boundary, &behind);
        s->unclosed |= at == body.length;
        duban_mime_span entity = {body.bytes + start, at - start};
        take_entity(s, entity, number_below(s, number, index), depth + 1);
    }
}

static void take_entity(search *s, duban_mime_span entity, const char *number, uint32_t depth) {
    duban_mime_span header, body;
    if (s->parts++ >= DUBAN_MIME_PARTS_MAX || depth > DUBAN_MIME_DEPTH_MAX) {
        s->cut = true;
        return;
    }
    if (!duban_mime_header_take(entity, &header, &body)) return;
    const char *type = duban_mime_field(header, "Content-Type", s->arena);
    const char *boundary =
        duban_mime_is(type, "multipart/") ? duban_mime_parameter(type, "boundary", s->arena) : NULL;
    if (boundary && *boundary) {
        take_parts(s, body, boundary, number, depth);
        return;
    }
    page found = {.body = body,
                  .encoding = duban_mime_field(header, "Content-Transfer-Encoding", s->arena),
                  .number = *number ? number : "1"};
    bool html = duban_mime_is(type, "text/html") || duban_mime_is(type, "application/xhtml");
    if (html && !s->html.number) s->html = found;
    if (duban_mime_is(type, "text/plain") && !s->text.number) s->text = found;
}

static void warn(const search *s, const char *what) {
    duban_diag_add(s->diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .stage = DUBAN_STAGE_INGEST,
                                .span = DUBAN_SPAN_NONE},
                   "%s", what);
}

bool duban_mime_is_message(const unsigned char *bytes, size_t length) {
    static const char *const types[] = {"multipart/", "text/html"};
    static const char field[] = "Content-Type:";
    duban_mime_span header, body;
    if (!duban_mime_header_take((duban_mime_span){bytes, length}, &header, &body)) return false;
    for (size_t at = 0; at + sizeof field < header.length; at++) {
        if (at > 0 && header.bytes[at - 1] != '\n') continue;
        if (strncasecmp((const char *)header.bytes + at, field, sizeof field - 1)) continue;
        at += sizeof field - 1;
        while (at < header.length && header.bytes[at] <= ' ') at++;
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            if (header.length - at >= strlen(types[i]) &&
                !strncasecmp((const char *)header.bytes + at, types[i], strlen(types[i])))
                return true;
        return false;
    }
    return false;
}

duban_status duban_mime_page_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                                  duban_archive *archive, bool *html, duban_diags *diags) {
    search s = {.arena = arena, .diags = diags};
    *archive = (duban_archive){.count = 0};
    take_entity(&s, (duban_mime_span){bytes, length}, "", 0);
    const page *found = s.html.number ? &s.html : &s.text;
    *html = found == &s.html;
    if (s.cut) warn(&s, "more parts than the limit, those beyond it are not read");
    if (!found->number)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the message has no part of HTML or plain text");
    duban_mime_span decoded;
    size_t bad;
    if (!duban_mime_decode(arena, found->body, found->encoding, &decoded, &bad))
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_UNSUPPORTED,
                               "no decoder for the transfer encoding '%s'", found->encoding);
    if (bad)
        duban_diag_add(
            diags,
            (duban_diag){
                .severity = DUBAN_WARNING, .stage = DUBAN_STAGE_INGEST, .span = DUBAN_SPAN_NONE},
            "part '%s' has %zu bytes that are not %s", found->number, bad, found->encoding);
    if (s.unclosed) warn(&s, "the last part has no end; what is there is read");
    archive->members = duban_arena_alloc(arena, sizeof *archive->members);
    archive->members[0] = (duban_member){found->number, decoded.bytes, decoded.length};
    archive->count = archive->capacity = 1;
    return DUBAN_OK;
}

duban_member duban_mime_unwrap(duban_arena *arena, const duban_member *member) {
    duban_archive pages;
    duban_diags told = {.arena = arena};
    bool html;
    if (!duban_mime_is_message(member->bytes, member->length) ||
        duban_mime_page_read(arena, member->bytes, member->length, &pages, &html, &told) !=
            DUBAN_OK ||
        pages.count == 0)
        return *member;
    return (duban_member){member->path, pages.members[0].bytes, pages.members[0].length};
}
