/* Spans of the flow -> the text of source ranges; see place.h. */
#include "out/place.h"

#include "out/buffer.h"

/* A part's name with what separates ranges and parts as %XX. */
static void add_part(duban_buffer *text, const char *part) {
    for (const char *c = part; *c; c++) {
        if (*c == ' ' || *c == '%' || *c == ':') {
            duban_buffer_print(text, "%%%02X", (unsigned)(unsigned char)*c);
        } else {
            duban_buffer_add_byte(text, *c);
        }
    }
    duban_buffer_add_byte(text, ':');
}

char *duban_place_print(const duban_flow *flow, duban_span span, duban_arena *arena) {
    if (!duban_span_is_set(span) || duban_span_is_empty(span)) return NULL;
    duban_src *ranges = NULL;
    uint32_t count = duban_flow_source(flow, span, arena, &ranges);
    if (!count) return NULL;
    const char *const *parts = flow->document->parts;
    duban_buffer text = {.arena = arena};
    for (uint32_t i = 0; i < count; i++) {
        if (i) duban_buffer_add_byte(&text, ' ');
        if (ranges[i].part) add_part(&text, parts[ranges[i].part]);
        duban_buffer_add_number(&text, ranges[i].start);
        duban_buffer_add_byte(&text, '-');
        duban_buffer_add_number(&text, ranges[i].end);
    }
    duban_buffer_add_byte(&text, '\0');
    return text.bytes;
}

bool duban_place_first(const duban_flow *flow, duban_span span, duban_arena *arena,
                       duban_src *first) {
    if (!duban_span_is_set(span) || duban_span_is_empty(span)) return false;
    duban_src *ranges = NULL;
    if (!duban_flow_source(flow, span, arena, &ranges)) return false;
    *first = ranges[0];
    return true;
}
