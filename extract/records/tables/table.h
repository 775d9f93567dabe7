/*
 * What the readers of tables share: the columns of a table, a row of it, and the rules by form.
 * Private to extract/records/tables.
 */
#ifndef DUBAN_EXTRACT_RECORDS_TABLES_TABLE_H
#define DUBAN_EXTRACT_RECORDS_TABLES_TABLE_H

#include "extract/engine/forms.h"
#include "extract/records/tables.h"

#define DUBAN_COLUMNS_MAX 24

/* X(constant, word): forms of rules of kind "table", as rules/tables.xml explains them. */
#define DUBAN_TABLE_FORMS(X)                                                                       \
    X(COLUMN, "column")                                                                            \
    X(PAST, "past")                                                                                \
    X(YEARLY, "yearly")                                                                            \
    X(CUMULATIVE, "cumulative")                                                                    \
    X(RATE, "rate")                                                                                \
    X(OWNER, "owner")                                                                              \
    X(TOTAL, "total")                                                                              \
    X(GOAL, "goal")                                                                                \
    X(SHARES, "shares")                                                                            \
    X(EITHER, "either")                                                                            \
    X(INDEX, "index")                                                                              \
    X(NUMBERED, "numbered")                                                                        \
    X(MEASURE, "measure")                                                                          \
    X(NAMED, "named")                                                                              \
    X(VALUE, "value")                                                                              \
    X(BLANK, "blank")                                                                              \
    X(NATURE, "nature")                                                                            \
    X(NOTE, "note")                                                                                \
    X(CELL, "cell")                                                                                \
    X(HEAD, "head")                                                                                \
    X(ROW, "row")

typedef enum {
#define DUBAN_TABLE_FORM_CONSTANT(name, word) DUBAN_TABLE_##name,
    DUBAN_TABLE_FORMS(DUBAN_TABLE_FORM_CONSTANT)
#undef DUBAN_TABLE_FORM_CONSTANT
        DUBAN_TABLE_FORM_COUNT
} duban_table_form;

typedef enum {
    DUBAN_COLUMN_NONE,
    DUBAN_COLUMN_UNKNOWN, /* a name that no rule knows */
    DUBAN_COLUMN_INDEX,
    DUBAN_COLUMN_INDICATOR,
    DUBAN_COLUMN_UNIT,
    DUBAN_COLUMN_YEAR, /* values of a year or of a period */
    DUBAN_COLUMN_NATURE,
    DUBAN_COLUMN_PLACE,     /* whose values a row holds */
    DUBAN_COLUMN_PROJECT,   /* what only lists of projects tell */
    DUBAN_COLUMN_DEPENDENT, /* sums over years and changes between them: of YEAR beside such */
    DUBAN_COLUMN_OTHER,     /* a class of indicators, who is responsible, remarks */
} duban_column_kind;

typedef struct {
    duban_column_kind kind;
    duban_span span;    /* its words in the head */
    duban_time time;    /* YEAR; time.by.year 0: a period without a date */
    bool past;          /* the head calls its values measured */
    bool yearly;        /* means of the years */
    bool either;        /* sums in brackets, else means of the years */
    bool cumulative;    /* sums over the years */
    bool rate;          /* growth, which counts in per cent where nothing else is said */
    duban_span unit;    /* in brackets behind its name; or DUBAN_SPAN_NONE */
    duban_span scope;   /* whose values they are, or DUBAN_SPAN_NONE */
    duban_span counted; /* what they count, named below the year; or DUBAN_SPAN_NONE */
    const char *rule;   /* that knew it */
} duban_column;

typedef struct {
    duban_column columns[DUBAN_COLUMNS_MAX];
    uint32_t count;
    uint32_t years;   /* columns of kind YEAR */
    duban_span title; /* a row above the head that names the table; empty if none */
    duban_span unit;  /* that the caption gives all values; DUBAN_SPAN_NONE or empty if none */
    bool has[DUBAN_COLUMN_OTHER + 1]; /* columns of each kind */
} duban_table_head;

/* Absent parts are DUBAN_SPAN_NONE. values: for each column of the head. */
typedef struct {
    duban_span indicator, unit, nature, scope;
    duban_span values[DUBAN_COLUMNS_MAX];
} duban_table_row;

/* A run over one document. */
typedef struct {
    const duban_flow *flow;
    const duban_outline *outline;
    duban_matcher *matcher;
    duban_arena *arena;
    duban_records *records;
    duban_diags *diags;
    duban_form forms[DUBAN_TABLE_FORM_COUNT];
    duban_span *left; /* cells of values that no amount was read from */
    uint32_t left_count, left_capacity;
    int16_t first_year;         /* years before it are past; 0: not known */
    duban_table_head last_head; /* of the grid read last, which may go on in the next */
    uint32_t last_end;          /* the paragraph behind it */
} duban_tables;

void duban_tables_init(duban_tables *tables, const duban_flow *flow, duban_matcher *matcher);

/* A span without white space at its ends. */
duban_span duban_table_trim(const duban_tables *tables, duban_span span);

/* Does a rule of the form match all or part of the span, as its pattern says? match may be NULL. */
bool duban_table_is(const duban_tables *tables, duban_table_form form, duban_span span,
                    duban_match *match);

/* What column these words head; kind DUBAN_COLUMN_NONE if none. */
duban_column duban_table_column(const duban_tables *tables, duban_span span);

void duban_table_head_add(duban_table_head *head, duban_column column);

/*
 * The caption of the table that begins with this paragraph: its title, else a line above it, else
 * the heading of its section; notes the unit that stands there. DUBAN_SPAN_NONE or empty if none.
 */
duban_span duban_table_caption(const duban_tables *tables, duban_table_head *head, uint32_t first);

/* The last date that words name; year 0 if there is none. */
duban_time duban_table_date(const duban_tables *tables, duban_span words);

/*
 * Completes the head of the table that begins with this paragraph by what stands above it: a date
 * for the columns of values that have none (else the last one of the head), a unit for all values.
 */
void duban_table_head_complete(const duban_tables *tables, duban_table_head *head, uint32_t first);

/*
 * Settles what columns are by what stands beside them, and counts them. To be called once, when all
 * names are known.
 */
void duban_table_head_settle(duban_table_head *head);

/* Was what the column tells measured before the plan? */
bool duban_table_column_is_past(const duban_tables *tables, const duban_table_head *head,
                                uint32_t column);

/* Does the table promise anything: are some values of years to come, or indicators binding? */
bool duban_table_head_promises(const duban_tables *tables, const duban_table_head *head);

/* A head of which rows can be read: it has years, and something beside them. */
bool duban_table_head_is_whole(const duban_table_head *head);

/* An empty row: all spans DUBAN_SPAN_NONE. */
duban_table_row duban_table_row_none(void);

/* Adds the records of a row to a node. */
void duban_table_row_emit(duban_tables *tables, const duban_table_head *head,
                          const duban_table_row *row, uint32_t node);

/* Takes a stretch without the cells that were left since the last call. */
void duban_table_take(duban_tables *tables, duban_span stretch);

/* Is the span a measure word, with its multiplier, and nothing else? */
bool duban_table_is_unit(const duban_tables *tables, duban_span span);

/*
 * The three shapes. A grid: the paragraphs [first, end) are the cells of one table. Lines: they
 * are its cells or rows, but what row and column they are in was lost.
 */
void duban_table_grid_read(duban_tables *tables, uint32_t first, uint32_t end);
void duban_table_lines_read(duban_tables *tables, uint32_t first, uint32_t end);
/* Lines with tabs between the cells; false if they are none. */
bool duban_table_tabs_read(duban_tables *tables, uint32_t first, uint32_t end);
/* All cells run together in the stretch. */
void duban_table_run_read(duban_tables *tables, duban_span stretch, uint32_t node);

/* The table without separators that begins in the span, if one does: from its head to the end of
 * its last row. */
bool duban_table_run_find(const duban_tables *tables, duban_span within, duban_span *stretch);

#endif
