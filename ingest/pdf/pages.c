/* A PDF's bytes -> the texts of its pages; see pages.h. */
#include "ingest/pdf/pages.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/convert/process.h"

/* Words with a gap of so many characters between them may stand in a table. */
static const float table_gap = 1.2F;

/* A page with less text than this is looked at for what is drawn on it, in characters. */
static const float little_text = 20;

/* A page on which more than this is drawn, and hardly a word written, is a picture. */
static const float picture_ink = 0.004F;

static duban_status fail(duban_diags *diags, duban_status status, const char *why,
                         const char *detail) {
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, status, "%s%s%s", why, *detail ? ": " : "",
                           detail);
}

/* The program ends well when it skips what it cannot read; it only says so. */
static void report_damage(duban_diags *diags, const char *complaint) {
    duban_diag_add(diags,
                   (duban_diag){.severity = DUBAN_WARNING,
                                .stage = DUBAN_STAGE_INGEST,
                                .span = DUBAN_SPAN_NONE},
                   "the document is damaged, text may be missing: %s", complaint);
}

/* An encrypted document has an Encrypt entry in its trailer, near the end or in a stream there. */
static bool is_encrypted(const unsigned char *bytes, size_t length) {
    return memmem(bytes, length, "/Encrypt", strlen("/Encrypt")) != NULL;
}

static float text_of(const duban_pdf_page *page) {
    float ems = 0;
    for (uint32_t i = 0; i < page->count; i++) ems += page->words[i].ems;
    return ems;
}

/* Do words stand beside each other as in a table? */
static bool may_hold_table(duban_arena *arena, const duban_pdf_page *page) {
    uint32_t *all = duban_arena_alloc(arena, (page->count + 1u) * sizeof *all);
    for (uint32_t i = 0; i < page->count; i++) all[i] = i;
    duban_pdf_lines lines = duban_pdf_lines_make(arena, page, all, page->count);
    for (uint32_t i = 0; i < lines.count; i++) {
        const duban_pdf_line *l = &lines.items[i];
        if (l->gap > table_gap * l->em) return true;
        bool beside = i > 0 && l->top < l[-1].bottom - 0.2F * (l->bottom - l->top) &&
                      (l->left > l[-1].right || l->right < l[-1].left);
        if (beside) return true;
    }
    return false;
}

static const bool *pages_to_draw(duban_arena *arena, const duban_pdf_words *words) {
    bool *wanted = duban_arena_alloc(arena, words->count + 1u), any = false;
    for (uint32_t i = 0; i < words->count; i++) {
        const duban_pdf_page *page = &words->pages[i];
        any |= page->count > 0;
        wanted[i] = text_of(page) < little_text || may_hold_table(arena, page);
    }
    if (!any) memset(wanted, 0, words->count);
    return wanted;
}

/* rules: of each page */
static duban_pdf_texts compose(duban_arena *arena, duban_pdf_words *words,
                               const duban_pdf_rules *rules) {
    uint32_t count = words->count;
    duban_pdf_sheet *sheets = duban_arena_alloc(arena, (count + 1u) * sizeof *sheets);
    duban_pdf_texts texts = {duban_arena_alloc(arena, (count + 1u) * sizeof *texts.items), count};
    for (uint32_t i = 0; i < count; i++) {
        duban_pdf_sheet *s = &sheets[i];
        s->words = &words->pages[i];
        duban_pdf_strays_find(arena, s->words);
        s->tables = duban_pdf_tables_find(arena, &rules[i]);
        texts.items[i].picture = rules[i].ink > picture_ink && text_of(s->words) < little_text;
        duban_pdf_aligned_tables(arena, i ? s - 1 : NULL, s);
        duban_pdf_fill_cells(arena, s);
    }
    duban_pdf_columns_find(arena, sheets, count);
    duban_pdf_furniture_find(arena, sheets, count);
    duban_pdf_columns_align(sheets, count);
    for (uint32_t i = 0; i < count; i++) duban_pdf_notes_find(&sheets[i]);
    duban_pdf_tables_number(arena, sheets, count);
    duban_pdf_texts_write(arena, sheets, count, texts.items);
    return texts;
}

duban_pdf_texts duban_pdf_texts_make(duban_arena *arena, const char *bytes, size_t length,
                                     const unsigned char *pictures, size_t pictures_length) {
    duban_pdf_words words;
    duban_pdf_words_parse(arena, bytes, length, &words);
    duban_pdf_rules *rules = duban_arena_alloc(arena, (words.count + 1u) * sizeof *rules);
    duban_pdf_picture picture;
    for (uint32_t i = 0; i < words.count; i++) {
        if (!duban_pdf_picture_next(&pictures, &pictures_length, &picture)) break;
        duban_pdf_rules_find(arena, &picture, &words.pages[i], &rules[i]);
    }
    return compose(arena, &words, rules);
}

duban_status duban_pdf_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                            duban_pdf_texts *texts, duban_diags *diags) {
    static const char *const command[] = {"pdftotext", "-bbox", "-enc", "UTF-8", "-", "-", NULL};
    const duban_process_limits limits = {.seconds = DUBAN_CONVERT_SECONDS,
                                         .memory = DUBAN_CONVERT_MEMORY,
                                         .output = DUBAN_PDF_WORDS_MAX};
    duban_process_output out;
    *texts = (duban_pdf_texts){0};
    duban_status status = duban_process_run(arena, command, bytes, length, &limits, &out, diags);
    if (status != DUBAN_OK) return status;
    if (out.exit_status != 0 && is_encrypted(bytes, length))
        return fail(diags, DUBAN_ENCRYPTED, "encrypted: the document needs a password", "");
    if (out.exit_status != 0)
        return fail(diags, DUBAN_UNREADABLE, "damaged: pdftotext cannot read it", out.complaint);
    if (strstr(out.complaint, "Error")) report_damage(diags, out.complaint);
    duban_pdf_words words;
    duban_pdf_words_parse(arena, (const char *)out.bytes, out.length, &words);
    duban_pdf_rules *rules = duban_arena_alloc(arena, (words.count + 1u) * sizeof *rules);
    duban_pdf_rules_draw(arena, bytes, length, &words, pages_to_draw(arena, &words), rules, diags);
    *texts = compose(arena, &words, rules);
    return DUBAN_OK;
}

duban_status duban_pdf_pages(duban_arena *arena, const unsigned char *bytes, size_t length,
                             duban_archive *pages, duban_diags *diags) {
    duban_pdf_texts texts;
    *pages = (duban_archive){0};
    duban_status status = duban_pdf_read(arena, bytes, length, &texts, diags);
    pages->members = duban_arena_alloc(arena, (texts.count + 1u) * sizeof *pages->members);
    for (; pages->count < texts.count; pages->count++)
        pages->members[pages->count] =
            (duban_member){.path = duban_arena_printf(arena, "page/%u", pages->count + 1),
                           .bytes = (const unsigned char *)texts.items[pages->count].bytes,
                           .length = texts.items[pages->count].length};
    return status;
}
