/*
 * Messages on standard error: "file:line:column: severity: message [rule]".
 */
#ifndef DUBAN_CLI_MESSAGE_H
#define DUBAN_CLI_MESSAGE_H

#include "extract/notice.h"

/* One line on standard error, as by printf. */
void duban_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The findings of loading rules: each names its own file. */
void duban_message_rules(const duban_diags *diags);

/*
 * The findings of at least this severity about one input, with line and column of the source
 * bytes. A notice that was not read has no flow, and its findings no place.
 */
void duban_message_notice(const duban_notice *notice, const duban_input *input,
                          duban_severity at_least);

#endif
