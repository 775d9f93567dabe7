/* Path -> bytes -> notice, with messages; see reading.h. */
#include "cli/reading.h"

#include <errno.h>
#include <string.h>

#include "base/limits.h"
#include "cli/message.h"
#include "ingest/containers/container.h"

static void show_failure(const char *path, duban_status status) {
    bool system = status == DUBAN_NOT_FOUND || status == DUBAN_UNREADABLE;
    duban_message("%s: error: %s%s%s [%s]", path, duban_status_meaning(status), system ? ": " : "",
                  system ? strerror(errno) : "", duban_status_word(status));
}

duban_status duban_reading_open(duban_reading *reading, const char *path, const duban_rules *rules,
                                duban_severity at_least) {
    return duban_reading_watch(reading, path, rules, at_least, &(duban_watch){0});
}

static duban_status read_notice(duban_reading *reading, const duban_rules *rules,
                                duban_severity at_least, const duban_watch *watch) {
    duban_status status = duban_notice_watch(rules, &reading->input, watch, &reading->notice);
    if (reading->notice) duban_message_notice(reading->notice, &reading->input, at_least);
    bool told = reading->notice && duban_diags_count(&reading->notice->diags, DUBAN_ERROR);
    if (status != DUBAN_OK && !told) show_failure(reading->input.href, status);
    return status;
}

typedef struct {
    duban_reading *reading;
    const char *path;
} search;

static duban_status find_member(void *context) {
    search *s = context;
    duban_input *input = &s->reading->input;
    return duban_container_find(s->path, NULL, s->reading->arena, &input->bytes, &input->length);
}

/* The member that the path names, if no file does. */
static duban_status open_member(duban_reading *reading, const char *path) {
    reading->arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    if (!reading->arena) return DUBAN_NO_MEMORY;
    return duban_arena_run(reading->arena, find_member, &(search){reading, path});
}

duban_status duban_reading_watch(duban_reading *reading, const char *path, const duban_rules *rules,
                                 duban_severity at_least, const duban_watch *watch) {
    *reading = (duban_reading){0};
    duban_status status = duban_file_read(path, DUBAN_SOURCE_MAX, &reading->file);
    if (status == DUBAN_OK)
        reading->input =
            (duban_input){.bytes = reading->file.bytes, .length = reading->file.length};
    else if (status == DUBAN_NOT_FOUND && strstr(path, "!/"))
        status = open_member(reading, path);
    reading->input.href = path;
    if (status == DUBAN_OK) return read_notice(reading, rules, at_least, watch);
    show_failure(path, status);
    return status;
}

duban_status duban_reading_of(duban_reading *reading, const duban_input *input,
                              const duban_rules *rules, duban_severity at_least) {
    *reading = (duban_reading){.input = *input};
    return read_notice(reading, rules, at_least, &(duban_watch){0});
}

void duban_reading_free(duban_reading *reading) {
    duban_notice_free(reading->notice);
    duban_arena_free(reading->arena);
    duban_file_free(&reading->file);
    *reading = (duban_reading){0};
}
