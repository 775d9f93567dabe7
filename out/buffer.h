/*
 * A growing run of bytes in an arena: what the writers write into.
 *
 * It doubles as it grows, so that the cost for a byte stays the same. bytes is not terminated.
 * Calls must run inside duban_arena_run().
 */
#ifndef DUBAN_OUT_BUFFER_H
#define DUBAN_OUT_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

typedef struct {
    duban_arena *arena;
    char *bytes;
    uint32_t length, capacity;
} duban_buffer;

/* Makes room for more bytes behind the last one. */
void duban_buffer_reserve(duban_buffer *buffer, size_t more);

void duban_buffer_add(duban_buffer *buffer, const char *bytes, size_t length);

static inline void duban_buffer_add_text(duban_buffer *buffer, const char *text) {
    duban_buffer_add(buffer, text, strlen(text));
}

static inline void duban_buffer_add_byte(duban_buffer *buffer, char byte) {
    duban_buffer_add(buffer, &byte, 1);
}

/* Adds a number in plain decimal digits. */
void duban_buffer_add_number(duban_buffer *buffer, uint64_t number);

/* Adds formatted UTF-8, as by printf; for short texts. */
void duban_buffer_print(duban_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The bytes so far with a NUL behind them; valid until the next call. */
const char *duban_buffer_text(duban_buffer *buffer);

#endif
