/*
 * Statuses: every way in which a call can end, in one list.
 *
 * A function that can fail returns a duban_status; details (file, line, rule, what to do) are
 * diagnostics (diag.h). The word of a status is stable and is what ledgers and scripts compare.
 */
#ifndef DUBAN_BASE_STATUS_H
#define DUBAN_BASE_STATUS_H

/* X(constant, word, meaning) */
#define DUBAN_STATUSES(X)                                                                          \
    X(OK, "ok", "done")                                                                            \
    X(NOT_FOUND, "not_found", "no such file")                                                      \
    X(UNREADABLE, "unreadable", "the file cannot be read")                                         \
    X(EMPTY, "empty", "the input holds no text")                                                   \
    X(NO_TEXT, "no_text", "the input holds pictures only, no text")                                \
    X(ENCRYPTED, "encrypted", "the input needs a password")                                        \
    X(BINARY, "bad_input", "the input is not text")                                                \
    X(UNDECODABLE, "bad_input", "the bytes fit no known charset")                                  \
    X(UNSUPPORTED, "unsupported", "no reader for this format")                                     \
    X(TOO_LARGE, "too_large", "over a size limit")                                                 \
    X(BAD_RULES, "rule_error", "the rule files are broken")                                        \
    X(BAD_XML, "bad_xml", "the XML is not what the schema asks for")                               \
    X(NOT_PROVEN, "not_proven", "a record does not stand in its source")                           \
    X(NO_MEMORY, "out_of_memory", "no memory left within the limit")                               \
    X(NOT_WRITTEN, "not_written", "the output cannot be written")                                  \
    X(PARTIAL, "ok_partial", "done, but a part of the input was lost")                             \
    X(TIMEOUT, "timeout", "over the time limit")                                                   \
    X(CRASH, "crash", "the reader died of it")                                                     \
    X(SKIPPED, "skipped", "left out on purpose")                                                   \
    X(PENDING, "pending", "not read yet")

typedef enum {
#define DUBAN_STATUS_CONSTANT(name, word, meaning) DUBAN_##name,
    DUBAN_STATUSES(DUBAN_STATUS_CONSTANT)
#undef DUBAN_STATUS_CONSTANT
} duban_status;

/* The stable word of a status ("too_large") and its meaning in plain English. Static strings. */
const char *duban_status_word(duban_status status);
const char *duban_status_meaning(duban_status status);

#endif
