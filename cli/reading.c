/* Path -> bytes -> notice, with messages; see reading.h. */
#include "cli/reading.h"

#include <errno.h>
#include <string.h>

#include "base/limits.h"
#include "cli/message.h"

static void show_failure(const char *path, duban_status status) {
    bool system = status == DUBAN_NOT_FOUND || status == DUBAN_UNREADABLE;
    duban_message("%s: error: %s%s%s [%s]", path, duban_status_meaning(status), system ? ": " : "",
                  system ? strerror(errno) : "", duban_status_word(status));
}

duban_status duban_reading_open(duban_reading *reading, const char *path, const duban_rules *rules,
                                duban_severity at_least) {
    return duban_reading_watch(reading, path, rules, at_least, &(duban_watch){0});
}

duban_status duban_reading_watch(duban_reading *reading, const char *path, const duban_rules *rules,
                                 duban_severity at_least, const duban_watch *watch) {
    *reading = (duban_reading){0};
    duban_status status = duban_file_read(path, DUBAN_SOURCE_MAX, &reading->file);
    if (status != DUBAN_OK) {
        show_failure(path, status);
        return status;
    }
    reading->input =
        (duban_input){.href = path, .bytes = reading->file.bytes, .length = reading->file.length};
    status = duban_notice_watch(rules, &reading->input, watch, &reading->notice);
    if (reading->notice) duban_message_notice(reading->notice, &reading->input, at_least);
    bool told = reading->notice && duban_diags_count(&reading->notice->diags, DUBAN_ERROR);
    if (status != DUBAN_OK && !told) show_failure(path, status);
    return status;
}

void duban_reading_free(duban_reading *reading) {
    duban_notice_free(reading->notice);
    duban_file_free(&reading->file);
    *reading = (duban_reading){0};
}
