/* The growing run of bytes; see buffer.h. */
#include "out/buffer.h"

#include <stdarg.h>
#include <stdio.h>

void duban_buffer_reserve(duban_buffer *buffer, size_t more) {
    if (buffer->capacity - buffer->length >= more) return;
    buffer->bytes = duban_arena_grow(buffer->arena, buffer->bytes, &buffer->capacity,
                                     (uint32_t)(buffer->length + more), 1);
}

void duban_buffer_add(duban_buffer *buffer, const char *bytes, size_t length) {
    duban_buffer_reserve(buffer, length);
    if (length) memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += (uint32_t)length;
}

void duban_buffer_add_number(duban_buffer *buffer, uint64_t number) {
    char digits[20];
    size_t first = sizeof digits;
    do {
        digits[--first] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    duban_buffer_add(buffer, digits + first, sizeof digits - first);
}

void duban_buffer_print(duban_buffer *buffer, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        duban_buffer_reserve(buffer, (size_t)length + 1);
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (uint32_t)length;
    }
    va_end(again);
}

const char *duban_buffer_text(duban_buffer *buffer) {
    duban_buffer_reserve(buffer, 1);
    buffer->bytes[buffer->length] = '\0';
    return buffer->bytes;
}
