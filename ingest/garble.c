/* Garbled text; see garble.h. */
#include "ingest/garble.h"

#include "ingest/blank.h"
#include "ingest/fold.h"

/* A line is judged from so many characters; garbled from this share of unfamiliar ones, in
 * hundredths, doubtful from a lower one, where letters and digits came out as well. Fewer garbled
 * characters than these are names. */
enum { JUDGED_MIN = 8, GARBLED_SHARE = 60, DOUBTFUL_SHARE = 20, GARBLED_MIN = 20 };

typedef struct {
    uint32_t characters, garbled, doubtful;
    uint32_t first; /* the part that the first garbled line stands in */
} counts;

static bool is_alphanumeric(char16_t unit) {
    return (unit >= '0' && unit <= '9') || (unit >= 'A' && unit <= 'Z') ||
           (unit >= 'a' && unit <= 'z');
}

static void count_line(const duban_block *block, const char16_t *fold,
                       const duban_familiar *familiar, counts *c) {
    uint32_t characters = 0, strange = 0;
    for (uint32_t i = block->span.start; i < block->span.end; i++) {
        if (duban_unit_is_blank(fold[i])) continue;
        characters++;
        strange += !is_alphanumeric(fold[i]) && !duban_familiar_has(familiar, fold[i]);
    }
    c->characters += characters;
    if (characters < JUDGED_MIN || strange * 100 < characters * DOUBTFUL_SHARE) return;
    c->doubtful += characters;
    if (strange * 100 < characters * GARBLED_SHARE) return;
    if (!c->garbled) c->first = block->part;
    c->garbled += characters;
}

duban_status duban_garble_judge(duban_document *d, const duban_familiar *familiar) {
    char16_t *fold = duban_arena_alloc(d->arena, ((size_t)d->length + 1) * sizeof *fold);
    duban_fold(d->text, d->length, fold);
    counts c = {0};
    for (uint32_t i = 0; i < d->block_count; i++) count_line(&d->blocks[i], fold, familiar, &c);
    if (c.doubtful * 2 > c.characters)
        return duban_diag_fail(&d->diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "no text: the fonts do not tell which characters %u of %u glyphs "
                               "are; read it by OCR first",
                               c.doubtful, c.characters);
    if (c.garbled >= GARBLED_MIN)
        duban_diag_add(&d->diags,
                       (duban_diag){.severity = DUBAN_WARNING,
                                    .stage = DUBAN_STAGE_INGEST,
                                    .span = DUBAN_SPAN_NONE},
                       "the fonts do not seem to tell which characters %u of %u glyphs are, first "
                       "in %s",
                       c.garbled, c.characters, d->parts[c.first]);
    return DUBAN_OK;
}
