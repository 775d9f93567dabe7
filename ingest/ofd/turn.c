/* Quarter turns; see turn.h. */
#include "ingest/ofd/turn.h"

void duban_ofd_turn_glyphs(duban_ofd_glyphs *glyphs) {
    for (uint32_t i = 0; i < glyphs->count; i++) {
        duban_ofd_glyph *g = &glyphs->items[i];
        double x = g->x, y = g->y;
        if (g->turn == DUBAN_OFD_DOWNWARD) g->x = y, g->y = -x;
        if (g->turn == DUBAN_OFD_LEFTWARD) g->x = -x, g->y = -y;
        if (g->turn == DUBAN_OFD_UPWARD) g->x = -y, g->y = x;
    }
}

static void mirror(duban_ofd_rules *rules, bool place, bool ends) {
    for (uint32_t i = 0; i < rules->count; i++) {
        duban_ofd_rule *r = &rules->items[i];
        double from = r->from;
        if (place) r->at = -r->at;
        if (ends) r->from = -r->to, r->to = -from;
    }
}

void duban_ofd_turn_ruling(duban_ofd_ruling *ruling, uint8_t turn) {
    duban_ofd_rules level = ruling->level;
    bool quarter = turn == DUBAN_OFD_DOWNWARD || turn == DUBAN_OFD_UPWARD;
    if (quarter) ruling->level = ruling->upright, ruling->upright = level;
    bool x = turn == DUBAN_OFD_LEFTWARD || turn == DUBAN_OFD_UPWARD;
    bool y = turn == DUBAN_OFD_LEFTWARD || turn == DUBAN_OFD_DOWNWARD;
    mirror(&ruling->level, y, x);
    mirror(&ruling->upright, x, y);
}
