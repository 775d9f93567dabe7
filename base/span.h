/*
 * Two coordinate systems, two types.
 *
 * A duban_span counts UTF-16 code units of the running text (extract/layout/flow.h); the folded
 * view has the same length, so a span fits both. A duban_src counts bytes of the source file, or
 * of one of its parts. duban_flow_source() is the only way from the one to the other.
 */
#ifndef DUBAN_BASE_SPAN_H
#define DUBAN_BASE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

/* Half open: start is in, end is out. */
typedef struct {
    uint32_t start, end;
} duban_span;

typedef struct {
    uint32_t part; /* index into duban_document.parts; 0 is the file itself */
    uint32_t start, end;
} duban_src;

/* The span that stands nowhere: an absent group, a label that was never printed. */
#define DUBAN_SPAN_NONE ((duban_span){UINT32_MAX, UINT32_MAX})

static inline bool duban_span_is_set(duban_span s) { return s.start != UINT32_MAX; }
static inline uint32_t duban_span_length(duban_span s) { return s.end - s.start; }
static inline bool duban_span_is_empty(duban_span s) { return s.start >= s.end; }
static inline bool duban_span_holds(duban_span outer, duban_span inner) {
    return outer.start <= inner.start && inner.end <= outer.end;
}
static inline bool duban_span_meets(duban_span a, duban_span b) {
    return a.start < b.end && b.start < a.end;
}

#endif
