/*
 * A window that moves over a stream: what stands before it is gone.
 */
#ifndef DUBAN_INGEST_CONTAINERS_STREAM_H
#define DUBAN_INGEST_CONTAINERS_STREAM_H

#include "ingest/containers/unpack.h"

typedef struct {
    duban_unpack *unpack;
    unsigned char *buffer; /* owned by the arena that it was opened in */
    size_t from, to, room;
    bool ended;
    duban_status status; /* why it ended before its end; DUBAN_OK */
} duban_stream;

/* In the arena, closed with it. */
duban_stream *duban_stream_open(duban_arena *arena, duban_unpack *unpack);

/* Widens the window to so many bytes, or to the end of the stream; returns how many there are. */
size_t duban_stream_fill(duban_stream *stream, size_t need);

/* The window's first byte; valid until the next call of fill or skip. */
static inline const unsigned char *duban_stream_at(const duban_stream *stream) {
    return stream->buffer + stream->from;
}

/* Moves the window behind the next such byte, or to the end. */
void duban_stream_skip_past(duban_stream *stream, unsigned char end);

/* Moves the window on; false if the stream ends before. */
bool duban_stream_skip(duban_stream *stream, uint64_t count);

#endif
