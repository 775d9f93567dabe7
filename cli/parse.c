/*
 * duban parse: the value readers alone. One text a line in, one JSON object a line out, in order:
 * {"text": ..., "found": [...]}.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/rules_dir.h"
#include "cli/values_json.h"
#include "ingest/fold.h"

enum { REF, RULES };

/* Memory of one reading after which the next text begins a new one. */
enum { RENEW_BYTES = 4 << 20 };

typedef bool value_reader(duban_value_text *t, json_t *found);

static const struct {
    const char *word;
    value_reader *read;
} kinds[] = {{"number", duban_json_numbers},
             {"quantity", duban_json_quantities},
             {"date", duban_json_dates}};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

typedef struct {
    const duban_rules *rules;
    value_reader *read;
    duban_day ref;
    duban_arena *arena;
    duban_matcher *matcher;
    const char *line;
    size_t length;
    json_t *found;
} parsing;

static duban_status read_line(void *context) {
    parsing *p = context;
    if (!p->matcher) p->matcher = duban_matcher_new(p->rules, p->arena, NULL);
    duban_value_text t = {.matcher = p->matcher,
                          .text = duban_str_from_utf8(p->arena, p->line, p->length),
                          .ref = p->ref};
    duban_str fold = duban_fold_str(p->arena, t.text);
    duban_matcher_set(p->matcher, fold.units, fold.length);
    return p->read(&t, p->found) ? DUBAN_OK : DUBAN_NO_MEMORY;
}

static void renew(parsing *p) {
    if (p->arena && duban_arena_used(p->arena) < RENEW_BYTES) return;
    duban_arena_free(p->arena);
    p->arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    p->matcher = NULL;
}

/* The text as JSON can hold it: what is no UTF-8 replaced. */
static json_t *text_of(const parsing *p) {
    json_t *text = json_stringn(p->line, p->length);
    if (text) return text;
    duban_str s = duban_str_from_utf8(p->arena, p->line, p->length);
    return json_string(duban_str_to_utf8(p->arena, s));
}

static duban_status parse_line(parsing *p) {
    renew(p);
    if (!p->arena) return DUBAN_NO_MEMORY;
    p->found = json_array();
    duban_status status = duban_arena_run(p->arena, read_line, p);
    json_t *object = json_object();
    json_object_set_new(object, "text", text_of(p));
    json_object_set_new(object, "found", p->found);
    if (status == DUBAN_OK && json_dumpf(object, stdout, JSON_COMPACT)) status = DUBAN_NOT_WRITTEN;
    json_decref(object);
    if (status == DUBAN_OK && putchar('\n') == EOF) status = DUBAN_NOT_WRITTEN;
    return status;
}

static duban_status parse_file(parsing *p, FILE *file) {
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    duban_status status = DUBAN_OK;
    while (status == DUBAN_OK && (length = getline(&line, &room, file)) >= 0) {
        while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) length--;
        p->line = line;
        p->length = (size_t)length;
        status = parse_line(p);
    }
    free(line);
    if (status == DUBAN_OK && ferror(file)) status = DUBAN_UNREADABLE;
    return status;
}

static duban_status parse_path(parsing *p, const char *path) {
    if (strcmp(path, "-") == 0) return parse_file(p, stdin);
    FILE *file = fopen(path, "rb");
    if (!file) {
        duban_message("%s: error: %s", path, strerror(errno));
        return DUBAN_NOT_FOUND;
    }
    duban_status status = parse_file(p, file);
    fclose(file);
    return status;
}

static bool read_day(const char *text, duban_day *day) {
    int year, month, date, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &date, &used) != 3 || text[used]) return false;
    *day = (duban_day){(int16_t)year, (uint8_t)month, (uint8_t)date};
    return month > 0 && date > 0 && duban_day_is_valid(*day);
}

/* Reads kind and reference day; false with a message where they are wrong. */
static bool set_up(parsing *p, const duban_args *args) {
    for (int k = 0; k < KIND_COUNT; k++)
        if (strcmp(args->operands[0], kinds[k].word) == 0) p->read = kinds[k].read;
    if (!p->read) {
        duban_message("duban parse: error: no values of kind '%s'; it is number, quantity or date",
                      args->operands[0]);
        return false;
    }
    if (args->values[REF] && !read_day(args->values[REF], &p->ref)) {
        duban_message("duban parse: error: '%s' is no day; write it as 2025-06-18",
                      args->values[REF]);
        return false;
    }
    return true;
}

static duban_exit run_parse(const duban_args *args) {
    parsing p = {0};
    if (!set_up(&p, args)) return DUBAN_EXIT_USAGE;
    duban_exit failed;
    duban_rules *rules = duban_rules_open(args->values[RULES], &failed);
    if (!rules) return failed;
    p.rules = rules;
    duban_exit status = DUBAN_EXIT_OK;
    for (int i = 1; i < args->count || (i == 1 && args->count == 1); i++) {
        duban_exit got = duban_exit_of(parse_path(&p, i < args->count ? args->operands[i] : "-"));
        if (got > status) status = got;
    }
    duban_arena_free(p.arena);
    duban_rules_free(rules);
    return status;
}

const duban_command duban_command_parse = {
    .words = "parse",
    .operands = "number|quantity|date [FILE...]",
    .summary = "read values, one text a line, and write what is found as JSON Lines",
    .options = {[REF] = {0, "ref", "YYYY-MM-DD", "the day that this year and next year refer to"},
                [RULES] = DUBAN_OPTION_RULES},
    .least = 1,
    .most = -1,
    .details =
        "Reads the files, or standard input without any or for '-'. Each line gives one line:\n"
        "  {\"text\": \"...\", \"found\": [{\"start\": 0, \"end\": 5, \"text\": \"...\", ...}]}\n"
        "A text with no values gives an empty list. start and end count Unicode code points;\n"
        "value, min and max are decimal numbers in strings. Without --ref a time that needs one\n"
        "has no day.\n",
    .run = run_parse,
};
