/*
 * Tables as a spreadsheet copies them: a row a line, tabs between its cells.
 *
 * Such a table begins with a line of three or more short names, of which none is a number as a
 * table of contents has it, above a line with as many tabs. It goes on for as long as lines have
 * them; a row may lack its last one. Lines with fewer tabs are text.
 */
#include "ingest/text/lines.h"

#include "ingest/blank.h"

/* A row has so many tabs; the name of a column at most so many units. */
#define TABS_MIN 2
#define NAME_MAX 24

/* The digits of a page's number, unlike those of a year, are at most so many. */
#define PAGE_DIGITS_MAX 3

static uint32_t count_tabs(const duban_text_reader *r, uint32_t start, uint32_t end) {
    uint32_t tabs = 0;
    for (uint32_t i = start; i < end; i++) tabs += r->decoded->text[i] == '\t';
    return tabs;
}

static uint32_t cell_end(const duban_text_reader *r, uint32_t at, uint32_t end) {
    while (at < end && r->decoded->text[at] != '\t') at++;
    return at;
}

/* Can the cell name a column? *empty: it holds nothing. */
static bool is_name(const duban_text_reader *r, uint32_t start, uint32_t end, bool *empty) {
    const char16_t *text = r->decoded->text;
    uint32_t digits = 0, units = 0;
    for (uint32_t i = start; i < end; i++) {
        if (duban_unit_is_blank(text[i])) continue;
        units++;
        digits += text[i] >= '0' && text[i] <= '9';
    }
    *empty = units == 0;
    return units <= NAME_MAX && (units == 0 || digits < units || digits > PAGE_DIGITS_MAX);
}

static bool is_head(const duban_text_reader *r, const duban_text_line *line) {
    uint32_t names = 0;
    for (uint32_t at = line->start; at <= line->end;) {
        uint32_t end = cell_end(r, at, line->end);
        bool empty;
        if (!is_name(r, at, end, &empty)) return false;
        names += !empty;
        at = end + 1;
    }
    return names > TABS_MIN;
}

static bool begins_table(const duban_text_reader *r, const duban_text_line *line, uint32_t tabs) {
    if (tabs < TABS_MIN || line->next >= r->decoded->length || !is_head(r, line)) return false;
    duban_text_line next = duban_text_line_at(r->decoded, line->next);
    uint32_t below = count_tabs(r, next.start, next.end);
    return below >= TABS_MIN && (below == tabs || below + 1 == tabs);
}

static void read_row(duban_text_reader *r, const duban_text_line *line) {
    r->row++;
    uint32_t column = 1;
    for (uint32_t at = line->start, end; at <= line->end; at = end + 1, column++) {
        end = cell_end(r, at, line->end);
        duban_text_add(r, at, end, duban_text_cell(r, column));
    }
}

bool duban_text_read_tabs(duban_text_reader *r, const duban_text_line *line) {
    uint32_t tabs = count_tabs(r, line->start, line->end);
    bool goes_on = r->tabs > 0 && tabs >= TABS_MIN && tabs <= r->tabs;
    if (!goes_on) {
        if (r->tabs > 0) r->row = 0;
        r->tabs = 0;
        if (r->row > 0 || !begins_table(r, line, tabs)) return false;
        r->table++;
        r->tabs = tabs;
    }
    read_row(r, line);
    return true;
}
