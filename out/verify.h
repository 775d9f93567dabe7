/*
 * The proof of a ledger: its XML and the source that it names -> is each record what stands there?
 *
 * The source must have the size and SHA-256 that the XML states. Each text is compared with the
 * bytes of its src, decoded here and not by the reader that made it; words in attributes (num,
 * action, scope, alias) must stand in the bytes of their element. Where a quantity or a date can
 * be read alone, it is read again and must give the value that the record states.
 */
#ifndef DUBAN_OUT_VERIFY_H
#define DUBAN_OUT_VERIFY_H

#include "base/diag.h"
#include "extract/engine/rules.h"

typedef struct {
    uint32_t proven, failed; /* texts and attributes that state what stands in the source */
    uint32_t derived;        /* of those proven: values and dates that were read again */
    uint32_t records;        /* units, targets, baselines and deadlines seen */
} duban_proof;

/*
 * Proves the XML file xml_path. The source is looked for under its href in folder (NULL: none
 * given), beside the XML, and in the working directory. rules read values again; NULL leaves that
 * out.
 *
 * DUBAN_OK: all is proven. DUBAN_NOT_PROVEN: *proof counts, diags name each failure with the line
 * of the XML. Any other status: the XML or the source cannot be read, diags say why. Must run
 * inside duban_arena_run(arena).
 */
duban_status duban_verify(const char *xml_path, const char *folder, const duban_rules *rules,
                          duban_arena *arena, duban_diags *diags, duban_proof *proof);

#endif
