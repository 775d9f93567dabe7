/* JSON by Jansson, contents in files without a name (memfd_create(2)); see stream_line.h. */
#include "cli/batch/stream_line.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/batch/base64.h"
#include "cli/batch/inputs.h"
#include "cli/batch/memory_file.h"
#include "cli/batch/names.h"
#include "cli/batch/outcome.h"

static const char *const words[] = {
#define DUBAN_TALLY_WORD(name, column) #column,
    DUBAN_TALLIES(DUBAN_TALLY_WORD)
#undef DUBAN_TALLY_WORD
};

static int hold_base64(const json_t *b64, const char **reason) {
    size_t length = json_string_length(b64);
    char *copy = malloc(length + 1);
    int file = -1;
    if (copy) memcpy(copy, json_string_value(b64), length);
    if (copy && !duban_base64_decode(copy, &length))
        *reason = "\"b64\" is not base64";
    else if (copy)
        file = duban_memory_file(copy, length);
    free(copy);
    return file;
}

static int open_path(const char *path, const char **reason) {
    char name[DUBAN_NAME_MAX];
    struct stat facts;
    duban_name_of_path(path, name);
    return duban_batch_input_open(name, &facts, reason);
}

static void open_input(const json_t *object, duban_stream_line *line) {
    const json_t *path = json_object_get(object, "path"), *text = json_object_get(object, "text");
    const json_t *b64 = json_object_get(object, "b64");
    int given = json_is_string(path) + json_is_string(text) + json_is_string(b64);
    line->reason = "the content cannot be held in memory";
    if (given != 1)
        line->reason = "one of \"path\", \"text\" and \"b64\" is needed, as a string";
    else if (json_is_string(path))
        line->input = open_path(json_string_value(path), &line->reason);
    else if (json_is_string(text))
        line->input = duban_memory_file(json_string_value(text), json_string_length(text));
    else
        line->input = hold_base64(b64, &line->reason);
}

/* What the notice is called: its name, its path, else its id. */
static char *name_of(const json_t *object) {
    static const char *const keys[] = {"name", "path", "id"};
    char name[DUBAN_NAME_MAX];
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const json_t *value = json_object_get(object, keys[i]);
        char number[32];
        const char *text = json_string_value(value);
        if (json_is_integer(value)) {
            snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
            text = number;
        }
        if (!text || !*text) continue;
        duban_name_of_path(text, name);
        return strdup(name);
    }
    return strdup("stream");
}

void duban_stream_line_read(const char *text, size_t length, duban_stream_line *line) {
    *line = (duban_stream_line){.input = -1, .reason = "the line is no JSON object"};
    json_t *object = json_loadb(text, length, JSON_ALLOW_NUL, NULL);
    if (json_is_object(object)) {
        line->id = json_incref(json_object_get(object, "id"));
        open_input(object, line);
    }
    line->name = name_of(object);
    json_decref(object);
}

void duban_stream_line_free(duban_stream_line *line) {
    if (line->input >= 0) close(line->input);
    json_decref(line->id);
    free(line->name);
    *line = (duban_stream_line){.input = -1};
}

static json_t *read_xml(int output) {
    struct stat facts;
    if (fstat(output, &facts) != 0 || facts.st_size <= 0) return NULL;
    size_t size = (size_t)facts.st_size;
    char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, output, 0);
    if (bytes == MAP_FAILED) return NULL;
    json_t *text = json_stringn(bytes, size);
    munmap(bytes, size);
    return text;
}

/* The status of a container without output is its own; a document's needs its XML. */
static void fill(json_t *object, const duban_report *report, json_t *xml, duban_status status) {
    json_object_set_new(object, "status", json_string(duban_status_word(status)));
    json_t *reason = json_string(report->reason);
    json_object_set_new(object, "reason", reason ? reason : json_string(""));
    json_object_set_new(object, "sha256", json_string(report->sha256));
    json_object_set_new(object, "bytes", json_integer((json_int_t)report->bytes));
    for (int i = 0; xml && i < DUBAN_TALLY_COUNT; i++) {
        json_object_set_new(object, words[i], json_integer(report->tally.of[i]));
    }
    if (xml) json_object_set_new(object, "xml", xml);
}

static void fill_document(json_t *object, const duban_report *report, int output) {
    duban_status status = duban_outcome_of(report->status);
    json_t *xml = duban_outcome_is_good(status) ? read_xml(output) : NULL;
    if (duban_outcome_is_good(status) && !xml) status = DUBAN_CRASH;
    fill(object, report, xml, status);
}

json_t *duban_stream_line_object(const duban_report *report, int output) {
    json_t *object = json_object();
    if (object) fill_document(object, report, output);
    return object;
}

char *duban_stream_line_answer(const duban_stream_line *line, const duban_report *report,
                               json_t *members, int output) {
    json_t *answer = json_object();
    json_object_set_new(answer, "id", line->id ? json_incref(line->id) : json_null());
    if (members) {
        fill(answer, report, NULL, duban_outcome_of(report->status));
        json_object_set_new(answer, "members", members);
    } else {
        fill_document(answer, report, output);
    }
    char *text = json_dumps(answer, JSON_COMPACT);
    json_decref(answer);
    return text;
}
