/* Heads, chunks and codings; see http.h. */
#include "ingest/containers/http.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"

static char *line_of(duban_arena *arena, const unsigned char *from, const unsigned char *to) {
    while (from < to && (*from == ' ' || *from == '\t')) from++;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r')) to--;
    return duban_arena_printf(arena, "%.*s", (int)(to - from), (const char *)from);
}

static void add_field(duban_arena *arena, duban_http_head *head, const unsigned char *from,
                      const unsigned char *to) {
    const unsigned char *colon = memchr(from, ':', (size_t)(to - from));
    if (!colon || head->count == DUBAN_HTTP_FIELDS_MAX) return;
    head->names[head->count] = line_of(arena, from, colon);
    head->values[head->count++] = line_of(arena, colon + 1, to);
}

bool duban_http_head_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                          duban_http_head *head) {
    *head = (duban_http_head){0};
    const unsigned char *end = bytes + length;
    for (const unsigned char *at = bytes; at < end;) {
        const unsigned char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (!line_end) return false;
        bool empty = line_end == at || (line_end == at + 1 && *at == '\r');
        if (empty) {
            head->length = (size_t)(line_end + 1 - bytes);
            return head->first != NULL;
        }
        if (!head->first)
            head->first = line_of(arena, at, line_end);
        else
            add_field(arena, head, at, line_end);
        at = line_end + 1;
    }
    return false;
}

const char *duban_http_field(const duban_http_head *head, const char *name) {
    for (uint32_t i = 0; i < head->count; i++)
        if (!strcasecmp(head->names[i], name)) return head->values[i];
    return NULL;
}

bool duban_http_is_readable(const char *type) {
    static const char *const others[] = {"image/",
                                         "video/",
                                         "audio/",
                                         "font/",
                                         "text/css",
                                         "text/javascript",
                                         "application/javascript",
                                         "application/x-javascript",
                                         "application/font",
                                         "application/json",
                                         "text/dns"};
    for (size_t i = 0; type && i < sizeof others / sizeof *others; i++)
        if (!strncasecmp(type, others[i], strlen(others[i]))) return false;
    return true;
}

/* The length of the chunk whose size line is at *at; moves *at behind the line. False: no chunk. */
static bool read_chunk_head(const duban_http_body *body, size_t *at, size_t *size) {
    size_t digits = 0;
    *size = 0;
    while (*at < body->length && isxdigit(body->bytes[*at]) && digits++ < 8) {
        char digit[2] = {(char)body->bytes[(*at)++], '\0'};
        *size = *size * 16 + strtoul(digit, NULL, 16);
    }
    const unsigned char *end = memchr(body->bytes + *at, '\n', body->length - *at);
    if (!digits || !end || end - (body->bytes + *at) > 200) return false;
    *at = (size_t)(end - body->bytes) + 1;
    return true;
}

/* Joins chunks; a last one that is cut gives what is there. Bytes that are no chunks stay. */
static void join_chunks(duban_arena *arena, duban_http_body *body) {
    unsigned char *joined = duban_arena_alloc(arena, body->length + 1);
    size_t length = 0, at = 0, size;
    while (at < body->length && read_chunk_head(body, &at, &size) && size) {
        if (size > body->length - at) size = body->length - at;
        memcpy(joined + length, body->bytes + at, size);
        length += size;
        at += size;
        while (at < body->length && (body->bytes[at] == '\r' || body->bytes[at] == '\n')) at++;
    }
    if (!length) return;
    body->bytes = joined;
    body->length = length;
}

static duban_status unpack(duban_arena *arena, duban_http_body *body, duban_unpack_budget *budget) {
    bool gzip = body->length > 2 && !memcmp(body->bytes, "\x1F\x8B", 2);
    if (!gzip) return DUBAN_OK;
    const duban_container_source source = {
        .href = "", .bytes = body->bytes, .length = body->length};
    duban_unpack *u = duban_unpack_open(arena, &source, DUBAN_UNPACK_STREAM, budget);
    duban_status status =
        u ? duban_unpack_whole(u, arena, &body->bytes, &body->length) : DUBAN_UNREADABLE;
    if (status != DUBAN_OK)
        body->why = status == DUBAN_TOO_LARGE ? "too large: the page unpacks to over a limit"
                                              : "damaged: the page's gzip coding is broken";
    return status;
}

/* "HTTP/1.1 200 OK" */
static bool is_good(const char *first) {
    const char *blank = strchr(first, ' ');
    return blank && strtol(blank, NULL, 10) == 200;
}

duban_status duban_http_body_read(duban_arena *arena, duban_http_body *body,
                                  duban_unpack_budget *budget) {
    duban_http_head head;
    size_t window = body->length < DUBAN_WARC_HEAD_MAX ? body->length : DUBAN_WARC_HEAD_MAX;
    if (!duban_http_head_read(arena, body->bytes, window, &head)) {
        body->why = "damaged: the response has no end of its head";
        return DUBAN_UNREADABLE;
    }
    body->bytes += head.length;
    body->length -= head.length;
    const char *transfer = duban_http_field(&head, "Transfer-Encoding");
    const char *coding = duban_http_field(&head, "Content-Encoding");
    if (!is_good(head.first)) body->why = "left out: the server did not answer with the page";
    if (!duban_http_is_readable(duban_http_field(&head, "Content-Type")))
        body->why = "left out: no document by its type";
    if (body->why) return DUBAN_OK;
    if (transfer && strcasestr(transfer, "chunked")) join_chunks(arena, body);
    if (!coding || !*coding || !strcasecmp(coding, "identity")) return DUBAN_OK;
    if (strcasestr(coding, "gzip")) return unpack(arena, body, budget);
    body->why = "no reader for the page's coding; crawl it with gzip or none";
    return DUBAN_UNSUPPORTED;
}
