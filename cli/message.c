/* Diagnostics -> lines on standard error; see message.h. */
#include "cli/message.h"

#include <stdarg.h>
#include <stdio.h>

#include "out/finding.h"

void duban_message(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

static void show(const duban_diag *diag, const char *file, duban_line at) {
    fputs(file, stderr);
    if (at.line) fprintf(stderr, ":%u", at.line);
    if (at.line && at.column) fprintf(stderr, ":%u", at.column);
    fprintf(stderr, ": %s: %s", duban_severity_word(diag->severity), diag->message);
    if (diag->rule) fprintf(stderr, " [%s]", diag->rule);
    fputc('\n', stderr);
}

void duban_message_rules(const duban_diags *diags) {
    for (uint32_t i = 0; i < diags->count; i++) {
        const duban_diag *diag = &diags->items[i];
        show(diag, diag->file ? diag->file : "rules", (duban_line){diag->line, diag->column});
    }
}

void duban_message_notice(const duban_notice *notice, const duban_input *input,
                          duban_severity at_least) {
    const duban_diags *diags = &notice->diags;
    for (uint32_t i = 0; i < diags->count; i++) {
        if (diags->items[i].severity < at_least) continue;
        show(&diags->items[i], input->href, duban_finding_line(notice, input, &diags->items[i]));
    }
    if (diags->dropped) {
        duban_message("%s: warning: %u further findings are not shown", input->href,
                      diags->dropped);
    }
}
