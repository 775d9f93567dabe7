/*
 * libduban: Chinese policy notices in, ledgers of tasks, units, targets and deadlines out.
 *
 * The whole of it
 *
 *     duban_rulebook *rules = duban_rulebook_open("/usr/share/duban/rules", show, NULL);
 *     duban_ledger *ledger = duban_ledger_read(rules, "notice.txt", bytes, length);
 *     if (!strcmp(duban_ledger_status(ledger), "ok")) duban_ledger_write(ledger, put, stdout);
 *     duban_ledger_findings(ledger, show, NULL);
 *     duban_ledger_free(ledger);
 *     duban_rulebook_free(rules);
 *
 * examples/ledger.c is a program that does just this.
 *
 * Conventions
 *
 * All text is UTF-8 and NUL-terminated, but for the bytes of a notice, which are taken as they
 * are: their charset is found out. Strings that a function returns live as long as the handle that
 * it was asked about, and are never to be freed; handles are freed by their own free function,
 * which takes NULL. The library never prints, exits or aborts, keeps no state outside of its
 * handles, does not depend on the locale, and writes the same bytes for the same input and rules.
 *
 * A rulebook never changes once it is open: any number of threads may read notices with one at the
 * same time. A ledger belongs to one thread at a time.
 */
#ifndef DUBAN_H
#define DUBAN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define DUBAN_API __attribute__((visibility("default")))
#else
#define DUBAN_API
#endif

/* ---- Findings ------------------------------------------------------------------------------- */

/*
 * Something that a person should know: a repair, a doubt, a failure. Lines and columns count from
 * 1, columns in characters; 0 is unknown. rule is the id of the rule concerned, or NULL.
 */
typedef struct {
    const char *severity; /* "note": repaired; "warning": doubtful or lost; "error": no result */
    const char *stage;    /* "rules", "ingest", "layout", "outline", "records", "out" */
    const char *rule;
    const char *file;
    unsigned line, column;
    const char *message; /* lower case, the error first, the subject quoted, then what to do */
} duban_finding;

/* Called for each finding, in order; the finding lives until it returns. */
typedef void duban_finding_handler(void *context, const duban_finding *finding);

/* ---- Rules ---------------------------------------------------------------------------------- */

/* The rule files and vocabularies of one folder, checked and compiled. */
typedef struct duban_rulebook duban_rulebook;

/*
 * Opens the rules in a folder, such as share/duban/rules of the installation. NULL if a file is
 * broken or memory is short: the handler, which may be NULL, is told what is wrong, file by file.
 * It takes tens of milliseconds; do it once.
 */
DUBAN_API duban_rulebook *duban_rulebook_open(const char *folder, duban_finding_handler *handler,
                                              void *context);
DUBAN_API void duban_rulebook_free(duban_rulebook *rules);

/* SHA-256 over all files of the rules, 64 hexadecimal digits: the version of what they say. */
DUBAN_API const char *duban_rulebook_version(const duban_rulebook *rules);

/* ---- Ledgers -------------------------------------------------------------------------------- */

/* What was read from one notice. */
typedef struct duban_ledger duban_ledger;

/*
 * Reads a notice: length bytes of any format and charset that duban knows, the format decided by
 * the content. href names it in the ledger and in findings; it is not opened. The bytes may go
 * after the call. NULL only if there is no memory for a handle: every other failure is a ledger
 * whose status says what happened. The rulebook must outlive the ledger.
 */
DUBAN_API duban_ledger *duban_ledger_read(const duban_rulebook *rules, const char *href,
                                          const void *bytes, size_t length);
DUBAN_API void duban_ledger_free(duban_ledger *ledger);

/*
 * "ok", or why there is nothing to write: "empty", "bad_input", "unsupported", "too_large",
 * "out_of_memory". The words are stable: compare them, keep them, count them.
 */
DUBAN_API const char *duban_ledger_status(const duban_ledger *ledger);

/* Tells the handler all findings about the notice; returns their number. NULL handler: counts. */
DUBAN_API size_t duban_ledger_findings(const duban_ledger *ledger, duban_finding_handler *handler,
                                       void *context);

/*
 * The ledger as XML, in the vocabulary urn:duban:policy:1 (share/duban/records.rng explains every
 * element): *length bytes of UTF-8, also NUL-terminated. NULL if the status is not "ok", or
 * memory is short. The first call makes it, the ledger keeps it.
 */
DUBAN_API const char *duban_ledger_xml(duban_ledger *ledger, size_t *length);

/*
 * Gives the XML to a function of yours. Returns what that returned, which should be 0 for success,
 * or -1 where there is no XML to write.
 */
DUBAN_API int duban_ledger_write(duban_ledger *ledger,
                                 int (*write)(void *context, const char *bytes, size_t length),
                                 void *context);

/* ---- Versions ------------------------------------------------------------------------------- */

/* "0.1.0". Within one major version ledgers only gain elements and attributes. */
DUBAN_API const char *duban_version(void);

#ifdef __cplusplus
}
#endif

#endif
