/* Diagnostics as data; see diag.h. */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"

static void add(duban_diags *diags, duban_diag d, const char *format, va_list args) {
    if (!diags) return;
    if (diags->count >= DUBAN_DIAGS_MAX) {
        diags->dropped++;
        return;
    }
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    char *text = duban_arena_alloc(diags->arena, length < 0 ? 1 : (size_t)length + 1);
    if (text && length > 0) vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    d.message = text ? text : "";
    duban_diag *items = duban_arena_grow(diags->arena, diags->items, &diags->capacity,
                                         diags->count + 1, sizeof *items);
    if (!items) return;
    diags->items = items;
    items[diags->count++] = d;
}

void duban_diag_add(duban_diags *diags, duban_diag d, const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(diags, d, format, args);
    va_end(args);
}

duban_status duban_diag_fail(duban_diags *diags, duban_stage stage, duban_status status,
                             const char *format, ...) {
    va_list args;
    va_start(args, format);
    add(diags,
        (duban_diag){
            .severity = DUBAN_ERROR, .status = status, .stage = stage, .span = DUBAN_SPAN_NONE},
        format, args);
    va_end(args);
    return status;
}

uint32_t duban_diags_count(const duban_diags *diags, duban_severity at_least) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < diags->count; i++) count += diags->items[i].severity >= at_least;
    return count;
}

const char *duban_severity_word(duban_severity severity) {
    static const char *const words[] = {
        [DUBAN_NOTE] = "note", [DUBAN_WARNING] = "warning", [DUBAN_ERROR] = "error"};
    return words[severity];
}

const char *duban_stage_word(duban_stage stage) {
    static const char *const words[] = {
        [DUBAN_STAGE_RULES] = "rules",     [DUBAN_STAGE_INGEST] = "ingest",
        [DUBAN_STAGE_LAYOUT] = "layout",   [DUBAN_STAGE_OUTLINE] = "outline",
        [DUBAN_STAGE_RECORDS] = "records", [DUBAN_STAGE_OUT] = "out"};
    return words[stage];
}
