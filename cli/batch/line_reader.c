/* A buffer over read(2) and poll(2); see line_reader.h. */
#include "cli/batch/line_reader.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STEP = 1 << 16 };

void duban_line_reader_init(duban_line_reader *reader, int file, size_t most) {
    *reader = (duban_line_reader){.file = file, .most = most};
}

void duban_line_reader_free(duban_line_reader *reader) { free(reader->bytes); }

/* Room for STEP more bytes behind those that are there. */
static bool make_room(duban_line_reader *l) {
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
static bool fill(duban_line_reader *l) {
    struct pollfd ready = {.fd = l->file, .events = POLLIN};
    if (poll(&ready, 1, 0) <= 0) return false;
    ssize_t got = make_room(l) ? read(l->file, l->bytes + l->length, STEP) : -1;
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return false;
    if (got > 0) l->length += (size_t)got;
    if (got < 0) l->error = errno;
    l->end = got <= 0;
    return true;
}

/* Takes so many bytes and the line break behind them. */
static duban_line_state take(duban_line_reader *l, size_t length, const char **line,
                             size_t *taken) {
    bool skipped = l->skipping;
    *line = l->bytes + l->start;
    *taken = length;
    size_t with_end = length + (length < l->length);
    l->start += with_end;
    l->length -= with_end;
    l->scanned = 0;
    l->skipping = false;
    return skipped ? DUBAN_GOT_LONG_LINE : DUBAN_GOT_LINE;
}

duban_line_state duban_line_reader_next(duban_line_reader *l, const char **line, size_t *length) {
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
        if (l->error) return DUBAN_GOT_ERROR;
        if (l->end) {
            bool more = l->length || l->skipping;
            return more ? take(l, l->length, line, length) : DUBAN_GOT_END;
        }
        if (!fill(l)) return DUBAN_GOT_NONE;
    }
}
