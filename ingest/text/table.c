/*
 * Pipe tables, as GitHub's Markdown has them: a header row, a rule of dashes, rows. Each line of a
 * cell (<br> ends one) that is not empty becomes a block with its row and column; the rule is a
 * mark.
 */
#include "ingest/text/lines.h"

/* The end of the cell that starts here: the next bar that is not escaped. */
static uint32_t cell_end(const duban_text_reader *r, uint32_t at, uint32_t end) {
    const char16_t *text = r->decoded->text;
    while (at < end && (text[at] != '|' || (at > 0 && text[at - 1] == '\\'))) at++;
    return at;
}

/* Behind the line break of HTML that begins here; the same place if none does. */
static uint32_t past_break(const char16_t *text, uint32_t at, uint32_t end) {
    static const char16_t name[] = u"<br";
    uint32_t i = 0;
    while (i < 3 && at + i < end && (text[at + i] | (i ? 0x20 : 0)) == name[i]) i++;
    uint32_t behind = at + i;
    while (behind < end && (text[behind] == ' ' || text[behind] == '/')) behind++;
    return i == 3 && behind < end && text[behind] == '>' ? behind + 1 : at;
}

/* A block for each line of a cell. */
static void add_cell(duban_text_reader *r, uint32_t start, uint32_t end, duban_block block) {
    for (uint32_t at = start; at < end;) {
        uint32_t behind = past_break(r->decoded->text, at, end);
        if (behind == at) {
            at++;
            continue;
        }
        duban_text_add(r, start, at, block);
        start = at = behind;
    }
    duban_text_add(r, start, end, block);
}

static void read_row(duban_text_reader *r, uint32_t start, uint32_t end) {
    const char16_t *text = r->decoded->text;
    if (text[start] == '|') start++;
    if (end > start && text[end - 1] == '|' && text[end - 2] != '\\') end--;
    r->row++;
    for (uint32_t column = 1; start <= end; column++) {
        uint32_t stop = cell_end(r, start, end);
        add_cell(r, start, stop, duban_text_cell(r, column));
        start = stop + 1;
    }
}

static bool holds_bar(const duban_text_reader *r, uint32_t start, uint32_t end) {
    return cell_end(r, start, end) < end;
}

/* Does a pipe table begin with this line, that is, does its rule stand on the next? */
static bool begins_table(const duban_text_reader *r, const duban_text_line *line,
                         const duban_line_marks *marks) {
    if (r->row > 0 || !holds_bar(r, marks->start, marks->end)) return false;
    duban_text_line next = duban_text_line_at(r->decoded, line->next);
    return duban_marks_is_table_rule(r->decoded->text, next.start, next.end);
}

bool duban_text_read_table(duban_text_reader *r, const duban_text_line *line,
                           const duban_line_marks *marks) {
    if (begins_table(r, line, marks)) {
        r->table++;
        read_row(r, marks->start, marks->end);
        return true;
    }
    if (r->row == 0) return false;
    if (duban_marks_is_table_rule(r->decoded->text, marks->start, marks->end)) return true;
    if (!holds_bar(r, marks->start, marks->end)) {
        r->row = 0;
        return false;
    }
    read_row(r, marks->start, marks->end);
    return true;
}
