/* The public face, include/duban.h: handles around rules, a notice and its XML. */
#include "duban.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "extract/notice.h"
#include "out/finding.h"
#include "out/xml.h"

struct duban_rulebook {
    duban_rules *rules;
};

struct duban_ledger {
    duban_notice *notice;
    duban_status status;
    char *href;
    duban_line *lines; /* of each finding: the bytes are gone later */
    duban_buffer xml;
};

static void tell(duban_finding_handler *handler, void *context, const duban_diag *diag,
                 const char *file, duban_line at) {
    handler(context, &(duban_finding){.severity = duban_severity_word(diag->severity),
                                      .stage = duban_stage_word(diag->stage),
                                      .rule = diag->rule,
                                      .file = file,
                                      .line = at.line,
                                      .column = at.column,
                                      .message = diag->message});
}

static void tell_rules(const duban_diags *diags, const char *folder, duban_finding_handler *handler,
                       void *context) {
    for (uint32_t i = 0; handler && i < diags->count; i++) {
        const duban_diag *diag = &diags->items[i];
        tell(handler, context, diag, diag->file ? diag->file : folder,
             (duban_line){diag->line, diag->column});
    }
}

duban_rulebook *duban_rulebook_open(const char *folder, duban_finding_handler *handler,
                                    void *context) {
    duban_arena *arena = duban_arena_new(DUBAN_RULES_MEMORY);
    duban_rulebook *book = arena ? calloc(1, sizeof *book) : NULL;
    if (book) {
        duban_diags diags = {.arena = arena};
        book->rules = duban_rules_load(folder, &diags);
        tell_rules(&diags, folder, handler, context);
    }
    duban_arena_free(arena);
    if (book && book->rules) return book;
    free(book);
    return NULL;
}

void duban_rulebook_free(duban_rulebook *rules) {
    if (!rules) return;
    duban_rules_free(rules->rules);
    free(rules);
}

const char *duban_rulebook_version(const duban_rulebook *rules) {
    return duban_rules_version(rules->rules);
}

typedef struct {
    duban_ledger *ledger;
    const duban_input *input;
} finishing;

/* What must be known before the bytes go: the places of the findings. */
static duban_status finish(void *context) {
    finishing *f = context;
    const duban_notice *notice = f->ledger->notice;
    const duban_diags *diags = &notice->diags;
    f->ledger->lines =
        duban_arena_alloc(notice->arena, (diags->count + 1) * sizeof *f->ledger->lines);
    for (uint32_t i = 0; i < diags->count; i++) {
        f->ledger->lines[i] = duban_finding_line(notice, f->input, &diags->items[i]);
    }
    return DUBAN_OK;
}

duban_ledger *duban_ledger_read(const duban_rulebook *rules, const char *href, const void *bytes,
                                size_t length) {
    duban_ledger *ledger = calloc(1, sizeof *ledger);
    if (ledger) ledger->href = strdup(href);
    if (!ledger || !ledger->href) {
        free(ledger);
        return NULL;
    }
    duban_input input = {.href = ledger->href, .bytes = bytes, .length = length};
    ledger->status = duban_notice_read(rules->rules, &input, &ledger->notice);
    if (!ledger->notice) return ledger;
    finishing f = {ledger, &input};
    duban_status finished = duban_arena_run(ledger->notice->arena, finish, &f);
    if (ledger->status == DUBAN_OK) ledger->status = finished;
    return ledger;
}

void duban_ledger_free(duban_ledger *ledger) {
    if (!ledger) return;
    duban_notice_free(ledger->notice);
    free(ledger->href);
    free(ledger);
}

const char *duban_ledger_status(const duban_ledger *ledger) {
    return duban_status_word(ledger->status);
}

size_t duban_ledger_findings(const duban_ledger *ledger, duban_finding_handler *handler,
                             void *context) {
    if (!ledger->notice || !ledger->lines) return 0;
    const duban_diags *diags = &ledger->notice->diags;
    for (uint32_t i = 0; handler && i < diags->count; i++) {
        tell(handler, context, &diags->items[i], ledger->href, ledger->lines[i]);
    }
    return diags->count;
}

static duban_status make_xml(void *context) {
    duban_ledger *ledger = context;
    duban_buffer xml = duban_xml_write(ledger->notice, ledger->notice->arena);
    duban_buffer_text(&xml);
    ledger->xml = xml;
    return DUBAN_OK;
}

const char *duban_ledger_xml(duban_ledger *ledger, size_t *length) {
    *length = 0;
    if (ledger->status != DUBAN_OK) return NULL;
    if (!ledger->xml.bytes &&
        duban_arena_run(ledger->notice->arena, make_xml, ledger) != DUBAN_OK) {
        return NULL;
    }
    *length = ledger->xml.length;
    return ledger->xml.bytes;
}

int duban_ledger_write(duban_ledger *ledger,
                       int (*write)(void *context, const char *bytes, size_t length),
                       void *context) {
    size_t length;
    const char *xml = duban_ledger_xml(ledger, &length);
    return xml ? write(context, xml, length) : -1;
}
