/* Path data -> straight lines; see ruling.h. */
#include "ingest/ofd/ruling.h"

#include <math.h>

#include "base/limits.h"
#include "ingest/ofd/numbers.h"

/* Millimetres: what leans less is straight; shorter lines are parts of drawn characters. */
static const double lean = 0.3;
static const double shortest = 2;

typedef struct {
    double x, y;
} point;

static point place(const duban_ofd_placing *p, double x, double y) {
    const double *m = p->matrix;
    return (point){duban_ofd_sound(p->left + m[0] * x + m[2] * y + m[4]),
                   duban_ofd_sound(p->top + m[1] * x + m[3] * y + m[5])};
}

static void add_rule(duban_ofd_rules *rules, duban_arena *arena, double at, double a, double b) {
    if (rules->count >= DUBAN_OFD_RULES_MAX) return;
    rules->items = duban_arena_grow(arena, rules->items, &rules->capacity, rules->count + 1,
                                    sizeof *rules->items);
    rules->items[rules->count++] = (duban_ofd_rule){at, fmin(a, b), fmax(a, b)};
}

static void add_segment(duban_ofd_ruling *ruling, duban_arena *arena, point a, point b) {
    double wide = fabs(a.x - b.x), high = fabs(a.y - b.y);
    if (high < lean && wide >= shortest)
        add_rule(&ruling->level, arena, (a.y + b.y) / 2, a.x, b.x);
    else if (wide < lean && high >= shortest)
        add_rule(&ruling->upright, arena, (a.x + b.x) / 2, a.y, b.y);
}

/* How many numbers follow an operator of a path; the last two are where it ends. -1: no operator.
 */
static int operands(char name) {
    static const struct {
        char name;
        int count;
    } rows[] = {{'S', 2}, {'M', 2}, {'L', 2}, {'Q', 4}, {'B', 6}, {'A', 7}, {'C', 0}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].name == name) return rows[i].count;
    return -1;
}

void duban_ofd_ruling_add(duban_ofd_ruling *ruling, duban_arena *arena, const char *path,
                          const duban_ofd_placing *placing) {
    point start = place(placing, 0, 0), at = start;
    while (*path) {
        char name = *path++;
        int count = operands(name);
        double values[7] = {0};
        for (int i = 0; i < count; i++)
            if (!duban_ofd_number(&path, &values[i])) return;
        if (count < 0) continue;
        point to = count ? place(placing, values[count - 2], values[count - 1]) : start;
        if (name == 'L' || name == 'C') add_segment(ruling, arena, at, to);
        if (name == 'S' || name == 'M') start = to;
        at = to;
    }
}

void duban_ofd_ruling_place(duban_ofd_ruling *ruling, duban_arena *arena,
                            const duban_ofd_ruling *lines, const duban_ofd_placing *placing) {
    for (uint32_t i = 0; i < lines->level.count; i++) {
        const duban_ofd_rule *l = &lines->level.items[i];
        add_segment(ruling, arena, place(placing, l->from, l->at), place(placing, l->to, l->at));
    }
    for (uint32_t i = 0; i < lines->upright.count; i++) {
        const duban_ofd_rule *l = &lines->upright.items[i];
        add_segment(ruling, arena, place(placing, l->at, l->from), place(placing, l->at, l->to));
    }
}
