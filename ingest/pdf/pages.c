/* pdftotext's output -> pages, parted at form feeds; see pages.h. */
#include "ingest/pdf/pages.h"

#include <string.h>

#include "base/limits.h"
#include "ingest/convert/process.h"

static const char *const command[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-eol",
                                      "unix",      "-q",      "-",    "-",     NULL};

static duban_status fail(duban_diags *diags, duban_status status, const char *why,
                         const char *detail) {
    return duban_diag_fail(diags, DUBAN_STAGE_INGEST, status, "%s%s%s", why, *detail ? ": " : "",
                           detail);
}

/* An encrypted document has an Encrypt entry in its trailer, near the end or in a stream there. */
static bool is_encrypted(const unsigned char *bytes, size_t length) {
    return memmem(bytes, length, "/Encrypt", strlen("/Encrypt")) != NULL;
}

static void add_page(duban_arena *arena, duban_archive *pages, const unsigned char *from,
                     size_t length) {
    pages->members = duban_arena_grow(arena, pages->members, &pages->capacity, pages->count + 1,
                                      sizeof *pages->members);
    pages->members[pages->count] =
        (duban_member){.path = duban_arena_printf(arena, "page/%u", pages->count + 1),
                       .bytes = from,
                       .length = length};
    pages->count++;
}

duban_status duban_pdf_pages(duban_arena *arena, const unsigned char *bytes, size_t length,
                             duban_archive *pages, duban_diags *diags) {
    *pages = (duban_archive){0};
    const duban_process_limits limits = {.seconds = DUBAN_CONVERT_SECONDS,
                                         .memory = DUBAN_CONVERT_MEMORY,
                                         .output = DUBAN_CONVERT_OUTPUT};
    duban_process_output text;
    duban_status status = duban_process_run(arena, command, bytes, length, &limits, &text, diags);
    if (status != DUBAN_OK) return status;
    if (text.exit_status != 0 && is_encrypted(bytes, length))
        return fail(diags, DUBAN_ENCRYPTED, "encrypted: the document needs a password", "");
    if (text.exit_status != 0)
        return fail(diags, DUBAN_UNREADABLE, "damaged: pdftotext cannot read it", text.complaint);
    for (size_t at = 0; at < text.length;) {
        const unsigned char *feed = memchr(text.bytes + at, '\f', text.length - at);
        size_t end = feed ? (size_t)(feed - text.bytes) : text.length;
        add_page(arena, pages, text.bytes + at, end - at);
        at = end + 1;
    }
    return DUBAN_OK;
}
