/* Fitting and printing a table; see table.h. */
#include "cli/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/width.h"

enum { GAP = 2 };

typedef struct {
    uint32_t columns[DUBAN_TABLE_COLUMNS]; /* 0: left out */
} widths;

void duban_table_add(duban_table *table, duban_table_row row) {
    table->rows = duban_arena_grow(table->arena, table->rows, &table->capacity, table->count + 1,
                                   sizeof *table->rows);
    table->rows[table->count++] = row;
}

bool duban_colour_wanted(void) {
    const char *no_color = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color);
}

static uint32_t widest_line(const char *text) {
    uint32_t widest = 0;
    while (text && *text) {
        size_t length = strcspn(text, "\n");
        uint32_t width = duban_text_width(text, length);
        if (width > widest) widest = width;
        text += length + (text[length] == '\n');
    }
    return widest;
}

static widths natural_widths(const duban_table *table) {
    widths w = {0};
    for (int c = 0; c < DUBAN_TABLE_COLUMNS; c++) {
        for (uint32_t r = 0; r < table->count; r++) {
            uint32_t width = widest_line(table->rows[r].cells[c]);
            if (width > w.columns[c]) w.columns[c] = width;
        }
        uint32_t head = w.columns[c] ? widest_line(table->heads[c]) : 0;
        if (head > w.columns[c]) w.columns[c] = head;
    }
    return w;
}

static uint32_t total(const widths *w) {
    uint32_t sum = 0;
    for (int c = 0; c < DUBAN_TABLE_COLUMNS; c++) {
        if (w->columns[c]) sum += w->columns[c] + (sum ? GAP : 0);
    }
    return sum;
}

/* Takes columns from the widest, one by one, until the table fits or none has eight left. */
static void shrink(widths *w, uint32_t width) {
    for (uint32_t excess = total(w) > width ? total(w) - width : 0; excess; excess--) {
        int widest = 0;
        for (int c = 1; c < DUBAN_TABLE_COLUMNS; c++) {
            if (w->columns[c] > w->columns[widest]) widest = c;
        }
        if (w->columns[widest] <= 8) return;
        w->columns[widest]--;
    }
}

static size_t indent_of(const char *text) { return strspn(text, " "); }

static void pad(uint32_t columns) {
    for (; columns; columns--) putchar(' ');
}

/* What is still to be printed of a cell. */
typedef struct {
    const char *rest;
    uint32_t indent; /* of lines that continue a wrapped one */
} cursor;

/* Prints the next line of a cell and pads it, unless it is the last column. */
static void print_line(cursor *cell, uint32_t width, bool last, const char *before,
                       const char *after) {
    const char *text = cell->rest ? cell->rest : "";
    uint32_t indent = cell->indent < width / 2 ? cell->indent : 0;
    size_t length = *text ? duban_text_fit(text, width - indent) : 0;
    size_t shown = length;
    while (shown && text[shown - 1] == ' ') shown--;
    uint32_t used = indent + duban_text_width(text, shown);
    pad(indent);
    printf("%s%.*s%s", before, (int)shown, text, after);
    bool wrapped = text[length] && text[length] != '\n';
    if (!wrapped)
        cell->indent = 0;
    else if (!cell->indent)
        cell->indent = (uint32_t)indent_of(text) + 2;
    cell->rest = text + length + (text[length] == '\n');
    if (wrapped) cell->rest += indent_of(cell->rest);
    if (!last && used < width) pad(width - used);
}

static bool any_left(const cursor *cells, const widths *w) {
    for (int c = 0; c < DUBAN_TABLE_COLUMNS; c++) {
        if (w->columns[c] && cells[c].rest && *cells[c].rest) return true;
    }
    return false;
}

/* The last column in which this line still has something, so that no line ends in blanks. */
static int last_column(const cursor *cells, const widths *w) {
    int last = 0;
    for (int c = 0; c < DUBAN_TABLE_COLUMNS; c++) {
        if (w->columns[c] && cells[c].rest && *cells[c].rest) last = c;
    }
    return last;
}

static void print_row(const char *const *texts, const widths *w, bool bold) {
    cursor cells[DUBAN_TABLE_COLUMNS] = {0};
    for (int c = 0; c < DUBAN_TABLE_COLUMNS; c++) cells[c].rest = texts[c];
    do {
        int last = last_column(cells, w);
        for (int c = 0; c <= last; c++) {
            if (!w->columns[c]) continue;
            bool strong = bold && c == 0;
            print_line(&cells[c], w->columns[c], c == last, strong ? "\033[1m" : "",
                       strong ? "\033[0m" : "");
            if (c < last) pad(GAP);
        }
        putchar('\n');
    } while (any_left(cells, w));
}

void duban_table_print(const duban_table *table, uint32_t width, bool colour) {
    widths w = natural_widths(table);
    shrink(&w, width);
    print_row(table->heads, &w, colour);
    for (uint32_t c = total(&w); c; c--) putchar('-');
    putchar('\n');
    for (uint32_t r = 0; r < table->count; r++) {
        print_row(table->rows[r].cells, &w, colour && table->rows[r].strong);
    }
}
