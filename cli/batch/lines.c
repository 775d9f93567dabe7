/* A buffer over read(2) and poll(2); see lines.h. */
#include "cli/batch/lines.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP = 1 << 16 };

void duban_lines_init(duban_lines *lines, int file, size_t most) {
    *lines = (duban_lines){.file = file, .most = most};
}

void duban_lines_free(duban_lines *lines) { free(lines->bytes); }

/* Room for STEP more bytes behind those that are there. */
static bool make_room(duban_lines *l) {
    if (l->start) {
        memmove(l->bytes, l->bytes + l->start, l->length);
        l->start = 0;
    }
    if (l->capacity - l->length >= STEP) return true;
    size_t capacity = 2 * l->capacity + STEP;
    char *grown = realloc(l->bytes, capacity);
    if (!grown) return false;
    l->bytes = grown;
    l->capacity = capacity;
    return true;
}

/* Reads what is there. False: nothing now. */
static bool fill(duban_lines *l) {
    struct pollfd ready = {.fd = l->file, .events = POLLIN};
    if (poll(&ready, 1, 0) <= 0) return false;
    ssize_t got = make_room(l) ? read(l->file, l->bytes + l->length, STEP) : 0;
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return false;
    if (got > 0)
        l->length += (size_t)got;
    else
        l->end = true;
    return true;
}

/* Takes so many bytes and the line break behind them. */
static duban_line_state take(duban_lines *l, size_t length, const char **line, size_t *taken) {
    bool skipped = l->skipping;
    *line = l->bytes + l->start;
    *taken = length;
    size_t with_end = length + (length < l->length);
    l->start += with_end;
    l->length -= with_end;
    l->scanned = 0;
    l->skipping = false;
    return skipped ? DUBAN_LINE_TOO_LONG : DUBAN_LINE_READY;
}

duban_line_state duban_lines_next(duban_lines *l, const char **line, size_t *length) {
    for (;;) {
        const char *from = l->bytes + l->start + l->scanned;
        size_t rest = l->length - l->scanned;
        const char *end = rest ? memchr(from, '\n', rest) : NULL;
        if (end) return take(l, (size_t)(end - (l->bytes + l->start)), line, length);
        l->scanned = l->length;
        if (l->length > l->most) {
            l->skipping = true;
            l->length = l->scanned = 0;
        }
        if (l->end) {
            bool more = l->length || l->skipping;
            return more ? take(l, l->length, line, length) : DUBAN_LINE_END;
        }
        if (!fill(l)) return DUBAN_LINE_WAIT;
    }
}
