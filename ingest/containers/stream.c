/* One buffer that is shifted and grown as needed; see stream.h. */
#include "ingest/containers/stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

static void release(void *stream) { free(((duban_stream *)stream)->buffer); }

duban_stream *duban_stream_open(duban_arena *arena, duban_unpack *unpack) {
    duban_stream *stream = duban_arena_alloc(arena, sizeof *stream);
    *stream = (duban_stream){.unpack = unpack};
    duban_arena_own(arena, release, stream);
    return stream;
}

/* Room for so many bytes from the window's first one. */
static bool make_room(duban_stream *s, size_t need) {
    if (s->room - s->from >= need) return true;
    if (s->from) memmove(s->buffer, s->buffer + s->from, s->to - s->from);
    s->to -= s->from;
    s->from = 0;
    if (s->room >= need) return true;
    unsigned char *grown = realloc(s->buffer, need);
    if (!grown) return false;
    s->buffer = grown;
    s->room = need;
    return true;
}

size_t duban_stream_fill(duban_stream *s, size_t need) {
    while (s->to - s->from < need && !s->ended) {
        size_t got = 0;
        if (make_room(s, need + DUBAN_MEMBER_STEP))
            s->status = duban_unpack_read(s->unpack, s->buffer + s->to, DUBAN_MEMBER_STEP, &got);
        else
            s->status = DUBAN_NO_MEMORY;
        s->to += got;
        s->ended = !got || s->status != DUBAN_OK;
    }
    return s->to - s->from;
}

bool duban_stream_skip(duban_stream *s, uint64_t count) {
    while (count) {
        size_t there = duban_stream_fill(s, 1);
        if (!there) return false;
        size_t step = count < there ? (size_t)count : there;
        s->from += step;
        count -= step;
    }
    return true;
}

void duban_stream_skip_past(duban_stream *s, unsigned char end) {
    for (size_t there; (there = duban_stream_fill(s, 1)) > 0;) {
        const unsigned char *window = duban_stream_at(s), *found = memchr(window, end, there);
        s->from += found ? (size_t)(found - window) + 1 : there;
        if (found) return;
    }
}
