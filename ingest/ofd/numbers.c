/* Decimals and runs; see numbers.h. */
#include "ingest/ofd/numbers.h"

#include <math.h>

#include "base/limits.h"

bool duban_ofd_number(const char **at, double *value) {
    const char *p = *at;
    while (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r') p++;
    bool negative = *p == '-';
    if (*p == '-' || *p == '+') p++;
    const char *digits = p;
    double v = 0, unit = 1;
    for (; *p >= '0' && *p <= '9'; p++) v = v * 10 + (*p - '0');
    if (*p == '.')
        for (p++; *p >= '0' && *p <= '9'; p++) v += (*p - '0') * (unit /= 10);
    if (p == digits) return false;
    *value = negative ? -v : v;
    *at = p;
    return true;
}

static void push(duban_arena *arena, duban_ofd_numbers *n, double value) {
    if (n->count >= DUBAN_OFD_DELTAS_MAX) return;
    n->items = duban_arena_grow(arena, n->items, &n->capacity, n->count + 1, sizeof *n->items);
    n->items[n->count++] = value;
}

duban_ofd_numbers duban_ofd_numbers_read(duban_arena *arena, const char *text) {
    duban_ofd_numbers n = {0};
    while (text && *text) {
        double value, times = 1;
        while (*text == ' ') text++;
        bool run = *text == 'g';
        if (run) text++;
        if (run && !duban_ofd_number(&text, &times)) break;
        if (!duban_ofd_number(&text, &value)) break;
        for (uint32_t i = 0; i < times && n.count < DUBAN_OFD_DELTAS_MAX; i++)
            push(arena, &n, value);
    }
    return n;
}

double duban_ofd_sound(double value) { return fabs(value) < 1e6 ? value : 0; }
