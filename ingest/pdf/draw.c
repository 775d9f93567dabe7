/*
 * Pages -> pictures by pdftoppm, a run of neighbours at a time; see rules.h.
 *
 * The pictures are large and needed for a moment only, so each run has an arena of its own.
 */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/convert/process.h"
#include "ingest/pdf/rules.h"

/* What one process may draw. */
#define DOTS_MAX ((size_t)8 * 1024 * 1024)

typedef struct {
    duban_arena *arena, *own; /* of the result; of the pictures */
    const unsigned char *bytes;
    size_t length;
    const duban_pdf_words *words;
    uint32_t from, to;
    duban_pdf_rules *rules;
} drawing;

bool duban_pdf_picture_next(const unsigned char **bytes, size_t *length,
                            duban_pdf_picture *picture) {
    char head[64];
    size_t most = *length < sizeof head - 1 ? *length : sizeof head - 1;
    if (most) memcpy(head, *bytes, most);
    head[most] = '\0';
    int used = 0;
    if (sscanf(head, "P5 %5u %5u 255%n", &picture->width, &picture->height, &used) != 2 || !used)
        return false;
    size_t start = (size_t)used + 1, dots = (size_t)picture->width * picture->height;
    if (!dots || start > *length || *length - start < dots) return false;
    picture->dots = *bytes + start;
    *bytes += start + dots;
    *length -= start + dots;
    return true;
}

static size_t dots_of(const duban_pdf_page *page) {
    return ((size_t)page->width + 2) * ((size_t)page->height + 2) + 32;
}

static duban_status draw(void *context) {
    drawing *d = context;
    size_t output = 4096;
    for (uint32_t i = d->from; i < d->to; i++) output += dots_of(&d->words->pages[i]);
    const char *const argv[] = {"pdftoppm",
                                "-q",
                                "-gray",
                                "-r",
                                "72",
                                "-aa",
                                "no",
                                "-aaVector",
                                "no",
                                "-f",
                                duban_arena_printf(d->own, "%u", d->from + 1),
                                "-l",
                                duban_arena_printf(d->own, "%u", d->to),
                                "-",
                                NULL};
    const duban_process_limits limits = {
        .seconds = DUBAN_CONVERT_SECONDS, .memory = DUBAN_CONVERT_MEMORY, .output = output};
    duban_process_output out;
    duban_diags told = {.arena = d->own};
    duban_status status =
        duban_process_run(d->own, argv, d->bytes, d->length, &limits, &out, &told);
    if (status != DUBAN_OK) return status;
    const unsigned char *at = out.bytes;
    size_t left = out.length;
    duban_pdf_picture picture;
    for (uint32_t i = d->from; i < d->to && duban_pdf_picture_next(&at, &left, &picture); i++)
        duban_pdf_rules_find(d->arena, &picture, &d->words->pages[i], &d->rules[i]);
    return DUBAN_OK;
}

static bool draw_run(drawing *d) {
    d->own = duban_arena_new(DUBAN_CONVERT_MEMORY);
    bool drawn = d->own && duban_arena_run(d->own, draw, d) == DUBAN_OK;
    duban_arena_free(d->own);
    return drawn;
}

/* The first of the pages whose tables were not looked for. */
static void report(duban_diags *diags, uint32_t page) {
    duban_diag_add(diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .stage = DUBAN_STAGE_INGEST,
                                .span = DUBAN_SPAN_NONE},
                   "tables were not looked for from page %u on: too many pages to draw, or "
                   "'pdftoppm' failed",
                   page + 1);
}

void duban_pdf_rules_draw(duban_arena *arena, const unsigned char *bytes, size_t length,
                          const duban_pdf_words *words, const bool *wanted, duban_pdf_rules *rules,
                          duban_diags *diags) {
    drawing d = {arena, NULL, bytes, length, words, 0, 0, rules};
    uint32_t drawn = 0;
    for (uint32_t i = 0; i < words->count; i = d.to) {
        d.from = i;
        d.to = i + 1;
        if (!wanted[i] || dots_of(&words->pages[i]) > DOTS_MAX) continue;
        size_t dots = dots_of(&words->pages[i]);
        while (d.to < words->count && wanted[d.to] &&
               (dots += dots_of(&words->pages[d.to])) <= DOTS_MAX)
            d.to++;
        drawn += d.to - d.from;
        if (drawn <= DUBAN_PDF_DRAWN_MAX && draw_run(&d)) continue;
        report(diags, d.from);
        return;
    }
}
