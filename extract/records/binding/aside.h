/*
 * Asides: what was measured, in brackets right behind what is promised ("40% (38% in 2020)").
 */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_ASIDE_H
#define DUBAN_EXTRACT_RECORDS_BINDING_ASIDE_H

#include "extract/records/binding/clause.h"

#define DUBAN_ASIDES_MAX 8

/* Those of a paragraph that are not told yet; brackets are read before what they stand behind. */
typedef struct {
    struct {
        uint32_t quantity, open; /* where the bracket opens */
    } items[DUBAN_ASIDES_MAX];
    uint32_t count;
} duban_asides;

/*
 * Is the clause, which holds the segment, an aside: a past date and an amount behind a quantity,
 * and nothing else but a word or two between them? Then it is kept.
 */
bool duban_asides_keep(duban_asides *asides, const duban_binding *binding,
                       const duban_clause *clause, const duban_segment *segment);

/* The quantity of the aside behind a quantity that ends here, which is thereby told; UINT32_MAX if
 * there is none. */
uint32_t duban_asides_take(duban_asides *asides, uint32_t end);

#endif
