/*
 * A web page saved as one file (MHTML, RFC 2557): which part is the page.
 *
 * In: a MIME message, multipart or not. Out: its first part of HTML, else its first of plain text,
 * decoded, under the number that IMAP gives parts ("1", "1.2", RFC 3501, 6.4.5).
 */
#ifndef DUBAN_INGEST_MIME_MESSAGE_H
#define DUBAN_INGEST_MIME_MESSAGE_H

#include "base/diag.h"
#include "ingest/mime/header.h"
#include "ingest/packed/archive.h"

/* Does it begin with a header that says it holds parts, or one page of HTML? */
bool duban_mime_is_message(const unsigned char *bytes, size_t length);

/* Puts the page into the archive as its only member; *html: its part says that it is HTML.
 * DUBAN_NO_TEXT if there is none, with a diagnostic; what was doubted is a warning. */
duban_status duban_mime_page_read(duban_arena *arena, const unsigned char *bytes, size_t length,
                                  duban_archive *archive, bool *html, duban_diags *diags);

/* The page of a member that is a message, under the member's name; any other member as it is. */
duban_member duban_mime_unwrap(duban_arena *arena, const duban_member *member);

#endif
