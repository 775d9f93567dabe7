/* Bytes -> notice -> XML in the output file, and what became of it; see answer.h. */
#include "cli/batch/answer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/batch/page_links.h"
#include "out/xml.h"

static duban_status write_all(int file, const char *bytes, size_t length) {
    while (length) {
        ssize_t done = write(file, bytes, length);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0 && errno == EFBIG) return DUBAN_TOO_LARGE;
        if (done <= 0) return DUBAN_NOT_WRITTEN;
        bytes += done;
        length -= (size_t)done;
    }
    return DUBAN_OK;
}

static void count(const duban_notice *notice, duban_tally *tally) {
    static const duban_tally_kind kinds[] = {
        [DUBAN_RECORD_UNIT] = DUBAN_TALLY_UNITS,
        [DUBAN_RECORD_TARGET] = DUBAN_TALLY_TARGETS,
        [DUBAN_RECORD_BASELINE] = DUBAN_TALLY_BASELINES,
        [DUBAN_RECORD_DEADLINE] = DUBAN_TALLY_DEADLINES,
        [DUBAN_RECORD_UNEXPLAINED] = DUBAN_TALLY_UNEXPLAINED,
    };
    for (uint32_t i = 0; i < notice->records.count; i++) {
        tally->of[kinds[notice->records.items[i].kind]]++;
    }
    for (uint32_t i = 0; i < notice->outline->count; i++) {
        tally->of[DUBAN_TALLY_TASKS] += notice->outline->nodes[i].kind == DUBAN_NODE_TASK;
    }
    tally->of[DUBAN_TALLY_WARNINGS] = duban_diags_count(&notice->diags, DUBAN_WARNING);
}

/* A finding that tells of a loss: something of the input could not be read, or a rule gave up. */
static bool is_loss(const duban_diag *diag) {
    return diag->severity >= DUBAN_WARNING &&
           (diag->stage == DUBAN_STAGE_INGEST || diag->status != DUBAN_OK);
}

/* The reason: the error, or else the first loss and how many more there are. */
static const char *find_reason(const duban_notice *notice, duban_status status, char *text,
                               size_t size) {
    const duban_diag *first = NULL;
    uint32_t losses = 0;
    for (uint32_t i = 0; i < notice->diags.count; i++) {
        const duban_diag *diag = &notice->diags.items[i];
        if (status == DUBAN_OK ? !is_loss(diag) : diag->severity < DUBAN_ERROR) continue;
        if (!losses++) first = diag;
    }
    if (!first) return status == DUBAN_OK ? "" : duban_status_meaning(status);
    if (losses == 1) return first->message;
    snprintf(text, size, "%s (and %u more)", first->message, losses - 1);
    return text;
}

/* The ids of rules that hit a limit, each once, separated by blanks. */
static const char *find_limits(const duban_notice *notice, char *text, size_t size) {
    size_t length = 0;
    text[0] = '\0';
    for (uint32_t i = 0; i < notice->diags.count; i++) {
        const duban_diag *diag = &notice->diags.items[i];
        if (!diag->rule || !is_loss(diag) || strstr(text, diag->rule)) continue;
        int added = snprintf(text + length, size - length, "%s%s", length ? " " : "", diag->rule);
        if (added < 0 || (size_t)added >= size - length) break;
        length += (size_t)added;
    }
    return text;
}

static duban_status write_notice(duban_notice *notice, int output, duban_packet_head *head) {
    duban_buffer xml;
    duban_status status = duban_xml_make(notice, &xml);
    if (status == DUBAN_OK) status = write_all(output, xml.bytes, xml.length);
    if (status != DUBAN_OK) return status;
    head->output_bytes = xml.length;
    count(notice, &head->tally);
    return DUBAN_OK;
}

void duban_answer_notice(const duban_rules *rules, const char *name, const duban_file *file,
                         int output, duban_packet *reply) {
    const duban_input input = {.href = name, .bytes = file->bytes, .length = file->length};
    char reason[1024], limits[1024];
    duban_notice *notice = NULL;
    duban_status status = duban_notice_read(rules, &input, &notice);
    bool read = status == DUBAN_OK;
    if (read) status = write_notice(notice, output, &reply->head);
    const char *why = duban_status_meaning(status);
    if (notice && read == (status == DUBAN_OK)) {
        why = find_reason(notice, status, reason, sizeof reason);
    }
    reply->head.status = status == DUBAN_OK && *why ? DUBAN_PARTIAL : status;
    duban_packet_set_text(reply, why, notice ? find_limits(notice, limits, sizeof limits) : NULL);
    duban_notice_free(notice);
}

void duban_answer_links(const duban_rules *rules, const char *name, const duban_file *file,
                        int output, duban_packet *reply) {
    const duban_input input = {.href = name, .bytes = file->bytes, .length = file->length};
    duban_buffer links = {.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY)};
    if (links.arena && duban_page_links_make(rules, &input, &links)) {
        reply->head.status = write_all(output, links.bytes, links.length);
        reply->head.output_bytes = links.length;
    }
    duban_arena_free(links.arena);
}
