/* A growing UTF-16 text, and the diagnostics of a load; see load.h. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "extract/engine/load.h"

void duban_text_put(duban_text *text, duban_str s) {
    text->units = duban_arena_grow(text->arena, text->units, &text->capacity,
                                   text->length + s.length, sizeof *text->units);
    if (s.length) memcpy(text->units + text->length, s.units, s.length * sizeof *s.units);
    text->length += s.length;
}

void duban_text_put_unit(duban_text *text, char16_t unit) {
    duban_text_put(text, (duban_str){&unit, 1});
}

void duban_text_put_ascii(duban_text *text, const char *ascii) {
    for (; *ascii; ascii++) duban_text_put_unit(text, (char16_t)*ascii);
}

static void report(duban_load *load, duban_severity severity, duban_place at, const char *format,
                   va_list args) {
    char message[1024];
    vsnprintf(message, sizeof message, format, args);
    duban_diag d = {.severity = severity,
                    .status = DUBAN_BAD_RULES,
                    .stage = DUBAN_STAGE_RULES,
                    .rule = at.rule,
                    .file = at.file,
                    .line = at.line,
                    .span = DUBAN_SPAN_NONE};
    duban_arena *arena = load->diags ? load->diags->arena : NULL;
    if (arena && d.rule) d.rule = duban_arena_copy(arena, d.rule, strlen(d.rule) + 1);
    if (arena && d.file) d.file = duban_arena_copy(arena, d.file, strlen(d.file) + 1);
    duban_diag_add(load->diags, d, "%s", message);
}

void duban_load_error(duban_load *load, duban_place at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    load->failed = true;
    report(load, DUBAN_ERROR, at, format, args);
    va_end(args);
}

void duban_load_warning(duban_load *load, duban_place at, const char *format, ...) {
    va_list args;
    va_start(args, format);
    report(load, DUBAN_WARNING, at, format, args);
    va_end(args);
}
