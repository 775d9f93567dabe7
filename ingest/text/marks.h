/*
 * Marks: what Markdown and converters write around and into text that is not the text.
 *
 * A line's leading marks are read off as hints (depth of a heading, bullet, separator); its inline
 * marks are flagged unit by unit, so that the text is copied without them and the map stays exact.
 */
#ifndef DUBAN_INGEST_TEXT_MARKS_H
#define DUBAN_INGEST_TEXT_MARKS_H

#include <stdbool.h>
#include <stdint.h>
#include <uchar.h>

typedef struct {
    uint32_t start, end; /* the line without its leading marks and white space at either end */
    uint8_t heading;     /* 1..6, 0: none */
    bool bullet;
    bool separator; /* only a rule: --- or *** or === */
    bool fence;     /* only a code fence */
    bool quoted;    /* marked as a quotation */
    uint16_t indent;
} duban_line_marks;

/*
 * Reads the leading marks of the line [start, end). Without markdown only those are taken as marks
 * that plain text also uses so: "# ", "- ", bullets, rules.
 */
duban_line_marks duban_marks_lead(const char16_t *text, uint32_t start, uint32_t end,
                                  bool markdown);

/*
 * Sets drop[i] for each unit i of [start, end) that is an inline mark: emphasis, code, links (their
 * text stays), escapes, tags. True if emphasis spans all of it. Without markdown only paired double
 * asterisks and links with a scheme are marks.
 */
bool duban_marks_inline(const char16_t *text, uint32_t start, uint32_t end, bool markdown,
                        uint8_t *drop);

/* Is the line a separator row of a pipe table: |---|:-:| ? */
bool duban_marks_is_table_rule(const char16_t *text, uint32_t start, uint32_t end);

/*
 * Does the text look like Markdown? Counts headings, emphasis, links and table rules among its
 * first lines.
 */
bool duban_marks_abound(const char16_t *text, uint32_t length);

#endif
