/*
 * Tables without lines; see aligned.h.
 *
 * A head of at least three short names sets up the columns; lines below it belong to them while no
 * segment reaches over two. It is a table only if a column of it numbers its rows or holds figures
 * in nearly all of them: signatures, lists of names and text in columns do not.
 */
#include "ingest/pdf/aligned.h"

#include <math.h>
#include <string.h>

/* A gap between segments, between names of columns, between columns and between lines, in
 * characters and heights. */
static const float segment_gap = 0.4F, name_gap = 0.9F, column_gap = 0.3F, line_gap = 3;

/* Names of columns are so long at most, in characters; figures of a head have so many digits. */
static const float name_ems = 12;

enum { COLUMNS_MIN = 3, ROWS_MIN = 3, NAME_DIGITS_MAX = 4, LINES_MAX = 400 };

/* Does the word hold a comma or a full stop of Chinese text? */
static bool holds_stop(const duban_pdf_word *w) {
    static const char *const stops[] = {"\xEF\xBC\x8C", "\xE3\x80\x82", "\xEF\xBC\x9B"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (memmem(w->text, w->bytes, stops[i], strlen(stops[i]))) return true;
    return false;
}

static void count_characters(duban_pdf_segment *s, const duban_pdf_word *w) {
    for (uint32_t i = 0; i < w->bytes; i++) {
        unsigned char c = (unsigned char)w->text[i];
        bool digit = c >= '0' && c <= '9';
        if ((c & 0xC0) == 0x80) continue;
        if (!s->digits && !s->others) s->figure = digit;
        s->digits += digit;
        s->others += !digit;
        s->number = digit && s->digits <= 4 ? s->number * 10 + (c - '0') : s->number;
    }
    if (s->others || s->digits > 4) s->number = 0;
}

static duban_pdf_segments segments_of(duban_arena *arena, const duban_pdf_page *page,
                                      const duban_pdf_line *line) {
    duban_pdf_segments out = {
        line, duban_arena_alloc(arena, (line->count + 1u) * sizeof *out.segments), 0};
    for (uint32_t i = 0; i < line->count; i++) {
        const duban_pdf_word *w = &page->words[line->words[i]];
        duban_pdf_segment *last = out.count ? &out.segments[out.count - 1] : NULL;
        if (!last || w->left - last->right > segment_gap * line->em) {
            last = &out.segments[out.count++];
            *last = (duban_pdf_segment){.left = w->left, .right = w->right};
        }
        last->right = fmaxf(last->right, w->right);
        count_characters(last, w);
        last->sentence |= holds_stop(w);
    }
    return out;
}

duban_pdf_segments *duban_pdf_segments_make(duban_arena *arena, const duban_pdf_page *page,
                                            const duban_pdf_lines *lines) {
    duban_pdf_segments *all = duban_arena_alloc(arena, (lines->count + 1u) * sizeof *all);
    for (uint32_t i = 0; i < lines->count; i++) all[i] = segments_of(arena, page, &lines->items[i]);
    return all;
}

/* The segment goes on with the one before it. */
static void merge(duban_pdf_segments *line, uint32_t i) {
    duban_pdf_segment *s = &line->segments[i];
    s[-1].right = fmaxf(s[-1].right, s->right);
    s[-1].number = 0;
    s[-1].digits += s->digits;
    s[-1].others += s->others;
    s[-1].sentence |= s->sentence;
    memmove(s, s + 1, (line->count - i - 1) * sizeof *s);
    line->count--;
}

/* Blanks within names are narrower than between them. */
static bool is_head(duban_pdf_segments *line) {
    if (line->count < COLUMNS_MIN || line->line->loose) return false;
    for (uint32_t i = line->count; i-- > 1;)
        if (line->segments[i].left - line->segments[i - 1].right < name_gap * line->line->em)
            merge(line, i);
    if (line->count < COLUMNS_MIN || line->count > DUBAN_TABLE_COLUMNS_MAX) return false;
    for (uint32_t i = 0; i < line->count; i++) {
        const duban_pdf_segment *s = &line->segments[i];
        if (!s->others || s->digits > NAME_DIGITS_MAX || s->sentence) return false;
        if (s->digits && !s->figure) return false; /* "2025" begins the name of a year's column */
        if (s->right - s->left > name_ems * line->line->em) return false;
    }
    return true;
}

/* The only column that a segment stands in, the nearest one if it stands between two; the count of
 * columns if it reaches over several. */
static uint32_t column_of(const duban_pdf_aligned *a, const duban_pdf_segment *s) {
    uint32_t found = a->column_count;
    float nearest = INFINITY;
    for (uint32_t c = 0; c < a->column_count; c++) {
        float off = fmaxf(fmaxf(a->columns[c].left - s->right, s->left - a->columns[c].right), 0);
        if (off == 0 && nearest == 0) return a->column_count;
        if (off < nearest) nearest = off, found = c;
    }
    return found;
}

/* Takes the line into the columns, which may become wider; false if it does not fit. */
static bool take_line(duban_pdf_aligned *a, duban_pdf_segments *line) {
    duban_pdf_reach before[DUBAN_TABLE_COLUMNS_MAX];
    for (uint32_t c = 0; c < a->column_count; c++) before[c] = a->columns[c];
    bool fits = !line->line->loose;
    for (uint32_t i = 0; i < line->count && fits; i++) {
        duban_pdf_segment *s = &line->segments[i];
        s->column = column_of(a, s);
        fits = s->column < a->column_count && (!i || s->column >= s[-1].column);
        if (!fits) break;
        a->columns[s->column].left = fminf(before[s->column].left, s->left);
        a->columns[s->column].right = fmaxf(before[s->column].right, s->right);
    }
    for (uint32_t c = 1; c < a->column_count && fits; c++)
        fits = a->columns[c].left - a->columns[c - 1].right > column_gap * line->line->em;
    for (uint32_t c = 0; c < a->column_count && !fits; c++) a->columns[c] = before[c];
    for (uint32_t i = line->count; i-- > 1 && fits;)
        if (line->segments[i].column == line->segments[i - 1].column) merge(line, i);
    return fits;
}

static bool is_near(const duban_pdf_segments *above, const duban_pdf_segments *below) {
    float height = below->line->bottom - below->line->top;
    return below->line->top - above->line->bottom < line_gap * height;
}

static const duban_pdf_segment *segment_in(const duban_pdf_segments *line, uint32_t column) {
    for (uint32_t i = 0; i < line->count; i++)
        if (line->segments[i].column == column) return &line->segments[i];
    return NULL;
}

/* How many lines of the body have a figure in the column; 0 if some have only something else. */
static uint32_t count_figures(const duban_pdf_aligned *a, uint32_t column) {
    uint32_t figures = 0, others = 0;
    for (uint32_t i = a->body; i < a->to; i++) {
        const duban_pdf_segment *s = segment_in(&a->lines[i], column);
        if (!s) continue;
        figures += s->digits > 0;
        others += !s->digits;
    }
    return others * 5 <= figures ? figures : 0;
}

/* Does the column count the rows? */
static bool is_index(const duban_pdf_aligned *a, uint32_t column) {
    uint32_t last = 0, rows = 0;
    for (uint32_t i = a->body; i < a->to; i++) {
        const duban_pdf_segment *s = segment_in(&a->lines[i], column);
        if (!s) continue;
        if (!s->number || (rows && s->number != last + 1)) return false;
        last = s->number;
        rows++;
    }
    return rows >= a->rows_min;
}

/* The column that tells the rows; false if none does. Most lines that have it have others too. */
static bool find_anchor(duban_pdf_aligned *a) {
    uint32_t best = 0;
    for (uint32_t c = 0; c < a->column_count; c++) {
        uint32_t figures = is_index(a, c) ? UINT32_MAX : count_figures(a, c);
        if (figures >= a->rows_min && figures > best) best = figures, a->anchor = c;
    }
    uint32_t rows = 0, wide = 0;
    for (uint32_t i = a->body; i < a->to && best; i++) {
        if (!segment_in(&a->lines[i], a->anchor)) continue;
        rows++;
        wide += a->lines[i].count >= COLUMNS_MIN;
    }
    return best && wide >= a->rows_min && wide * 3 >= rows * 2;
}

static void take_lines(duban_pdf_aligned *a, uint32_t count) {
    while (a->to < count && a->to < a->from + LINES_MAX &&
           (a->to == a->from || is_near(&a->lines[a->to - 1], &a->lines[a->to])) &&
           take_line(a, &a->lines[a->to]))
        a->to++;
}

bool duban_pdf_aligned_find(duban_pdf_segments *lines, uint32_t count, uint32_t from,
                            duban_pdf_aligned *a) {
    if (!is_head(&lines[from])) return false;
    *a = (duban_pdf_aligned){.lines = lines,
                             .from = from,
                             .body = from + 1,
                             .to = from + 1,
                             .column_count = lines[from].count,
                             .rows_min = ROWS_MIN};
    for (uint32_t c = 0; c < a->column_count; c++) {
        duban_pdf_segment *s = &lines[from].segments[c];
        s->column = c;
        a->columns[c] = (duban_pdf_reach){s->left, s->right};
    }
    take_lines(a, count);
    return find_anchor(a);
}

bool duban_pdf_aligned_go_on(duban_pdf_segments *lines, uint32_t count, uint32_t from,
                             const duban_pdf_table *table, duban_pdf_aligned *a) {
    *a = (duban_pdf_aligned){.lines = lines,
                             .from = from,
                             .body = from,
                             .to = from,
                             .column_count = table->columns,
                             .rows_min = 1};
    memcpy(a->columns, table->reaches, table->columns * sizeof *a->columns);
    take_lines(a, count);
    return a->to > from && lines[from].count >= COLUMNS_MIN - 1 && find_anchor(a);
}
