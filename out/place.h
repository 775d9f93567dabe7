/*
 * Places: where in the source something was read, as XML and messages give it.
 */
#ifndef DUBAN_OUT_PLACE_H
#define DUBAN_OUT_PLACE_H

#include "extract/layout/flow.h"

/*
 * The value of src="...": "START-END" for each source range of the span, blank-separated, END
 * exclusive; "PART:START-END" in a part of a packed format, with ' ', ':' and '%' of its name as
 * %XX. In the arena; NULL for a span that
 * stands nowhere.
 */
char *duban_place_print(const duban_flow *flow, duban_span span, duban_arena *arena);

/* The first source byte of a span; false if it stands nowhere. */
bool duban_place_first(const duban_flow *flow, duban_span span, duban_arena *arena,
                       duban_src *first);

#endif
