/*
 * Where in its source a finding about a notice stands.
 */
#ifndef DUBAN_OUT_FINDING_H
#define DUBAN_OUT_FINDING_H

#include "extract/notice.h"
#include "out/line.h"

/*
 * Line and column of a finding. Those of ingest count source bytes, those of later stages the
 * running text. line 0: it stands nowhere, or in a part of a packed format.
 */
duban_line duban_finding_line(const duban_notice *notice, const duban_input *input,
                              const duban_diag *diag);

#endif
