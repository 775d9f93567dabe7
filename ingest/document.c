/*
 * From an input to a document: size, identity, the format that bids highest, its reader.
 *
 * What no format bids for is named by its magic, so that the message says what would be needed.
 */
#include "ingest/document.h"

#include <string.h>

#include "base/limits.h"
#include "base/sha256.h"
#include "ingest/formats/formats.h"
#include "ingest/magic.h"

static const duban_format *const formats[] = {
#define DUBAN_FORMAT_ROW(name) &duban_format_##name,
    DUBAN_FORMATS(DUBAN_FORMAT_ROW)
#undef DUBAN_FORMAT_ROW
};

static duban_status refuse(duban_diags *diags, duban_status status, const char *why) {
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, status, "%s", why);
}

static const duban_format *choose_format(const duban_input *input) {
    const duban_format *best = NULL;
    int best_bid = 0;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        int bid = formats[i]->bid(input);
        if (bid <= best_bid) continue;
        best = formats[i];
        best_bid = bid;
    }
    return best;
}

bool duban_document_has_reader(const duban_input *input) { return choose_format(input) != NULL; }

static duban_status refuse_unknown(const duban_input *input, duban_arena *arena,
                                   duban_diags *diags) {
    const char *name = duban_magic_name(input->bytes, input->length);
    if (!name) return refuse(diags, DUBAN_BINARY, "not text: the bytes are of no known format");
    return refuse(diags, DUBAN_UNSUPPORTED,
                  duban_arena_printf(arena,
                                     "no reader for %s; convert it to plain text or Markdown in "
                                     "UTF-8 or GB18030",
                                     name));
}

static duban_document *new_document(duban_arena *arena, const duban_input *input) {
    static const char *const whole_file[] = {""};
    duban_document *d = duban_arena_alloc(arena, sizeof *d);
    *d = (duban_document){.arena = arena,
                          .href = input->href ? input->href : "-",
                          .bytes = input->length,
                          .parts = whole_file,
                          .part_count = 1,
                          .diags = {.arena = arena}};
    duban_sha256 hash;
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, input->bytes, input->length);
    duban_sha256_hex(&hash, d->sha256);
    return d;
}

/* The reader's findings become the caller's. */
static void hand_over(const duban_diags *from, duban_diags *to) {
    for (uint32_t i = 0; i < from->count; i++)
        duban_diag_add(to, from->items[i], "%s", from->items[i].message);
}

duban_status duban_document_read(duban_arena *arena, const duban_input *input,
                                 duban_document **document, duban_diags *diags) {
    *document = NULL;
    if (input->length == 0) return refuse(diags, DUBAN_EMPTY, "empty: the file has no bytes");
    if (input->length > DUBAN_SOURCE_MAX) {
        return refuse(diags, DUBAN_TOO_LARGE,
                      duban_arena_printf(arena, "too large: %zu bytes, the limit is %zu",
                                         input->length, DUBAN_SOURCE_MAX));
    }
    const duban_format *format = choose_format(input);
    if (!format) return refuse_unknown(input, arena, diags);
    duban_document *d = new_document(arena, input);
    duban_status status = format->read(input, d);
    hand_over(&d->diags, diags);
    if (status == DUBAN_OK) *document = d;
    return status;
}

static bool is_block_sound(const duban_document *d, const duban_block *b, uint32_t from) {
    return b->span.start >= from && b->span.start <= b->span.end && b->span.end <= d->length &&
           b->part < d->part_count && b->heading <= 6 &&
           (b->kind != DUBAN_BLOCK_CELL ||
            (b->table && b->row && b->column && b->row_span && b->column_span));
}

bool duban_document_check(const duban_document *d) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < d->block_count; i++) {
        const duban_block *b = &d->blocks[i];
        if (!is_block_sound(d, b, at)) return false;
        if (i > 0 && d->text[b->span.start - 1] != u'\n') return false;
        for (uint32_t u = b->span.start + 1; u < b->span.end; u++)
            if (d->src[u] < d->src[u - 1] + d->width[u - 1]) return false;
        if (b->span.end > b->span.start && d->part_count == 1 &&
            (uint64_t)d->src[b->span.end - 1] + d->width[b->span.end - 1] > d->bytes)
            return false;
        at = b->span.end + 1;
    }
    for (uint32_t i = 0; i < d->field_count; i++)
        if (d->fields[i].span.end > d->length || d->fields[i].span.start > d->fields[i].span.end)
            return false;
    return true;
}
