/*
 * From an input to a document: size, identity, the format that bids highest, its reader.
 *
 * What no format bids for goes through a converter that the input brings; else it is named by its
 * magic, so that the message says what would be needed.
 */
#include "ingest/document.h"

#include <string.h>

#include "base/limits.h"
#include "base/sha256.h"
#include "ingest/convert/converters.h"
#include "ingest/formats/formats.h"
#include "ingest/garble.h"
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

bool duban_document_may_link(const duban_input *input) {
    const duban_format *format = choose_format(input);
    return format && format->links;
}

bool duban_document_has_reader(const duban_input *input) { return choose_format(input) != NULL; }

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

/* The reader's findings become the caller's, none graver than this. */
static void hand_over_as(const duban_diags *from, duban_severity most, duban_diags *to) {
    for (uint32_t i = 0; i < from->count; i++) {
        duban_diag diag = from->items[i];
        if (diag.severity > most) diag.severity = most;
        duban_diag_add(to, diag, "%s", diag.message);
    }
}

static void hand_over(const duban_diags *from, duban_diags *to) {
    hand_over_as(from, DUBAN_ERROR, to);
}

static duban_converters list_converters(const duban_converter_source *source, duban_arena *arena) {
    return source ? source->list(source->context, arena) : (duban_converters){0};
}

static duban_status refuse_unknown(const duban_input *input, const duban_converters *converters,
                                   duban_arena *arena, duban_diags *diags) {
    const char *name = duban_magic_name(input->bytes, input->length);
    const char *key = duban_magic_key(input->bytes, input->length);
    if (!name) return refuse(diags, DUBAN_BINARY, "not text: the bytes are of no known format");
    const char *programs = key ? duban_converters_names(converters, key, arena) : "";
    const char *help = *programs ? "none of its converters can be run here: " : "convert it to ";
    if (!*programs) programs = "plain text or Markdown in UTF-8 or GB18030";
    return refuse(diags, DUBAN_UNSUPPORTED,
                  duban_arena_printf(arena, "no reader for %s; %s%s", name, help, programs));
}

static const duban_format *format_of_key(const char *key) {
    static const char *const keys[] = {
#define DUBAN_FORMAT_KEY(name) #name,
        DUBAN_FORMATS(DUBAN_FORMAT_KEY)
#undef DUBAN_FORMAT_KEY
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(keys[i], key)) return formats[i];
    return NULL;
}

/* Reads what a converter makes of the input. DUBAN_UNSUPPORTED: it is not installed. */
static duban_status read_converted(const duban_input *input, const duban_converter *converter,
                                   duban_document *d) {
    duban_input result = {.href = input->href};
    const duban_format *format = format_of_key(converter->yields);
    if (!format)
        return duban_diag_fail(&d->diags, DUBAN_STAGE_INGEST, DUBAN_BAD_RULES,
                               "converter '%s' yields '%s', which is no format", converter->name,
                               converter->yields);
    duban_status status = duban_converter_run(converter, d->arena, input->bytes, input->length,
                                              &result.bytes, &result.length, &d->diags);
    if (status == DUBAN_OK) status = format->read(&result, d);
    d->converter = converter->name;
    return status;
}

/*
 * The first converter of a format that succeeds; else the first failure, DUBAN_UNSUPPORTED if none
 * can be run. The failures before a success are notes.
 */
static duban_status convert(duban_arena *arena, const duban_input *input,
                            const duban_converters *all, const char *key, duban_document **document,
                            duban_diags *diags) {
    duban_status worst = DUBAN_UNSUPPORTED;
    duban_diags failures = {.arena = arena};
    for (uint32_t i = 0; key && i < all->count; i++) {
        if (strcmp(all->items[i].format, key) != 0) continue;
        duban_document *d = new_document(arena, input);
        duban_status status = read_converted(input, &all->items[i], d);
        if (status == DUBAN_UNSUPPORTED) continue;
        if (status == DUBAN_OK) {
            hand_over_as(&failures, DUBAN_NOTE, diags);
            hand_over(&d->diags, diags);
            *document = d;
            return status;
        }
        if (worst == DUBAN_UNSUPPORTED) worst = status;
        hand_over(&d->diags, &failures);
    }
    hand_over(&failures, diags);
    return worst;
}

/* What no format bids for: by the converters for what it is. */
static duban_status read_foreign(duban_arena *arena, const duban_input *input,
                                 const duban_converter_source *source, duban_document **document,
                                 duban_diags *diags) {
    const duban_converters all = list_converters(source, arena);
    const char *key = duban_magic_key(input->bytes, input->length);
    duban_status status = convert(arena, input, &all, key, document, diags);
    return status == DUBAN_UNSUPPORTED ? refuse_unknown(input, &all, arena, diags) : status;
}

/* A document of pictures only, as its reader says in own: by the converters for its format's
 * pictures. */
static duban_status read_pictures(duban_arena *arena, const duban_input *input, const char *key,
                                  const duban_converter_source *source, duban_document **document,
                                  const duban_diags *own, duban_diags *diags) {
    const duban_converters all = list_converters(source, arena);
    duban_status status = convert(arena, input, &all, key, document, diags);
    if (status != DUBAN_UNSUPPORTED) return status;
    const char *programs = duban_converters_names(&all, key, arena);
    if (*programs)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT,
                               "%s; none of its converters can be run here: %s",
                               own->count ? own->items[own->count - 1].message : "no text",
                               programs);
    hand_over(own, diags);
    return DUBAN_NO_TEXT;
}

/* DUBAN_NO_TEXT: its fonts do not tell what it says. */
static duban_status judge_text(duban_document *d, const duban_converter_source *source) {
    const duban_familiar *familiar =
        source && source->familiar ? source->familiar(source->context, d->arena) : NULL;
    return familiar ? duban_garble_judge(d, familiar) : DUBAN_OK;
}

duban_status duban_document_read(duban_arena *arena, const duban_input *input,
                                 duban_document **document, duban_diags *diags) {
    return duban_document_read_with(arena, input, NULL, document, diags);
}

duban_status duban_document_read_with(duban_arena *arena, const duban_input *input,
                                      const duban_converter_source *source,
                                      duban_document **document, duban_diags *diags) {
    *document = NULL;
    if (input->length == 0) return refuse(diags, DUBAN_EMPTY, "empty: the file has no bytes");
    if (input->length > DUBAN_SOURCE_MAX) {
        return refuse(diags, DUBAN_TOO_LARGE,
                      duban_arena_printf(arena, "too large: %zu bytes, the limit is %zu",
                                         input->length, DUBAN_SOURCE_MAX));
    }
    const duban_format *format = choose_format(input);
    if (!format) return read_foreign(arena, input, source, document, diags);
    duban_document *d = new_document(arena, input);
    duban_status status = format->read(input, d);
    if (status == DUBAN_OK && format->by_fonts) status = judge_text(d, source);
    if (status == DUBAN_NO_TEXT && format->pictures)
        return read_pictures(arena, input, format->pictures, source, document, &d->diags, diags);
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

/* Text of a file stands in the order of its bytes; that of a package's part may be put in order. */
static bool is_src_sound(const duban_document *d, const duban_block *b) {
    for (uint32_t u = b->span.start + 1; u < b->span.end && d->part_count == 1; u++)
        if (d->src[u] < d->src[u - 1] + d->width[u - 1]) return false;
    return true;
}

bool duban_document_check(const duban_document *d) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < d->block_count; i++) {
        const duban_block *b = &d->blocks[i];
        if (!is_block_sound(d, b, at)) return false;
        if (i > 0 && d->text[b->span.start - 1] != u'\n') return false;
        if (!is_src_sound(d, b)) return false;
        if (b->span.end > b->span.start && d->part_count == 1 && !d->converter &&
            (uint64_t)d->src[b->span.end - 1] + d->width[b->span.end - 1] > d->bytes)
            return false;
        at = b->span.end + 1;
    }
    for (uint32_t i = 0; i < d->field_count; i++)
        if (d->fields[i].span.end > d->length || d->fields[i].span.start > d->fields[i].span.end)
            return false;
    return true;
}
