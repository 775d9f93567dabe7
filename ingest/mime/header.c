/* Fields and parameters; see header.h. */
#include "ingest/mime/header.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"

static bool is_name(unsigned char c) { return c > ' ' && c < 0x7F && c != ':'; }

/* The line that begins here, without its break; *next is behind it. */
static duban_mime_span line_at(duban_mime_span text, size_t at, size_t *next) {
    const unsigned char *start = text.bytes + at;
    const unsigned char *end = memchr(start, '\n', text.length - at);
    size_t length = end ? (size_t)(end - start) : text.length - at;
    *next = at + length + (end != NULL);
    if (length && start[length - 1] == '\r') length--;
    return (duban_mime_span){start, length};
}

static size_t name_length(duban_mime_span line) {
    size_t length = 0;
    while (length < line.length && is_name(line.bytes[length])) length++;
    return length && length < line.length && line.bytes[length] == ':' ? length : 0;
}

static bool is_folded(duban_mime_span line) {
    return line.length && (*line.bytes == ' ' || *line.bytes == '\t');
}

bool duban_mime_header_take(duban_mime_span entity, duban_mime_span *header,
                            duban_mime_span *body) {
    size_t reach = entity.length < DUBAN_MIME_HEAD_MAX ? entity.length : DUBAN_MIME_HEAD_MAX;
    duban_mime_span head = {entity.bytes, reach};
    bool any = false;
    for (size_t at = 0, next; at < reach; at = next) {
        duban_mime_span line = line_at(head, at, &next);
        if (line.length == 0) {
            *header = (duban_mime_span){entity.bytes, at};
            *body = (duban_mime_span){entity.bytes + next, entity.length - next};
            return any;
        }
        if (!name_length(line) && !(any && is_folded(line))) return false;
        any = true;
    }
    return false;
}

const char *duban_mime_field(duban_mime_span header, const char *name, duban_arena *arena) {
    size_t length = strlen(name);
    for (size_t at = 0, next; at < header.length; at = next) {
        duban_mime_span line = line_at(header, at, &next);
        if (name_length(line) != length || strncasecmp((const char *)line.bytes, name, length))
            continue;
        size_t end = next;
        for (size_t behind; end < header.length && is_folded(line_at(header, end, &behind));)
            end = behind;
        size_t start = at + length + 1;
        char *value = duban_arena_copy(arena, header.bytes + start, end - start + 1);
        value[end - start] = '\0';
        for (char *c = value; *c; c++)
            if (*c == '\r' || *c == '\n' || *c == '\t') *c = ' ';
        return value + strspn(value, " ");
    }
    return NULL;
}

/* A token or a quoted string; *end is behind it. */
static const char *read_value(const char *at, const char **end, duban_arena *arena) {
    bool quoted = *at == '"';
    at += quoted;
    size_t length = strcspn(at, quoted ? "\"" : "; \t");
    char *value = duban_arena_copy(arena, at, length + 1);
    value[length] = '\0';
    *end = at + length + (quoted && at[length] == '"');
    return value;
}

const char *duban_mime_parameter(const char *value, const char *name, duban_arena *arena) {
    size_t length = strlen(name);
    const char *at = value ? strchr(value, ';') : NULL;
    while (at) {
        at += 1 + strspn(at + 1, " ");
        size_t size = strcspn(at, "=; ");
        const char *behind = at + size + strspn(at + size, " ");
        if (*behind != '=') {
            at = strchr(at, ';');
            continue;
        }
        const char *found = read_value(behind + 1 + strspn(behind + 1, " "), &behind, arena);
        if (size == length && !strncasecmp(at, name, length)) return found;
        at = strchr(behind, ';');
    }
    return NULL;
}

bool duban_mime_is(const char *value, const char *type) {
    return value && !strncasecmp(value, type, strlen(type));
}
