/*
 * What the plain numbers of a table count: its measure words. Private to extract/records/tables.
 */
#ifndef DUBAN_EXTRACT_RECORDS_TABLES_MEASURE_H
#define DUBAN_EXTRACT_RECORDS_TABLES_MEASURE_H

#include "extract/records/tables/table.h"

typedef struct {
    const char *unit, *dimension, *ucum; /* unit NULL: none is known */
    duban_decimal factor;                /* the multiplier before the word */
    duban_span span;                     /* of both; DUBAN_SPAN_NONE if they are not printed */
} duban_table_measure;

/* The measure of a row, by its own unit or that of the table, and its indicator without what
 * stands around it: its number, the brackets that hold the unit. */
duban_table_measure duban_table_measure_of_row(const duban_tables *tables,
                                               const duban_table_head *head,
                                               const duban_table_row *row, duban_span *indicator);

/* The measure of a column's values in a row of another measure: the unit of the column's head. */
duban_table_measure duban_table_measure_of_column(const duban_tables *tables,
                                                  const duban_column *column,
                                                  duban_table_measure row);

#endif
