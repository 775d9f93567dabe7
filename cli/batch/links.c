/* Pages -> a pool of workers -> links -> files; see links.h. */
#include "cli/batch/links.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/attachments.h"
#include "cli/batch/memory_file.h"
#include "cli/batch/names.h"
#include "cli/message.h"

enum { LINKS_MAX = 4 << 20 /* bytes of a page's links; no page of a notice has as many */ };

typedef struct {
    duban_batch_inputs *inputs;
    duban_batch_inputs found;
    uint32_t next;      /* file of the inputs */
    const char *folder; /* of the last page, as far as it is one, and whether it may hold more */
    bool may_hold;
    bool broken; /* links could not be asked for, and a message has said so */
} search;

/* Attachments that nobody looked for would be lost in silence. */
static void fail(search *s, const char *name) {
    if (!s->broken) duban_message("%s: error: its links cannot be read: %s", name, strerror(errno));
    s->broken = true;
}

static bool is_other(const search *s, const char *path) {
    struct stat facts;
    if (stat(path, &facts) != 0) return false;
    if (S_ISDIR(facts.st_mode)) return !duban_batch_inputs_is_apart(s->inputs, &facts);
    return S_ISREG(facts.st_mode) && !duban_batch_inputs_have(s->inputs, path);
}

/* Whether a folder holds files that are no inputs, or folders that may. */
static bool holds_other(const search *s, const char *folder) {
    char path[PATH_MAX];
    DIR *entries = opendir(*folder ? folder : ".");
    bool other = !entries; /* what cannot be listed may hold anything */
    errno = 0;
    for (struct dirent *e; entries && !other && (e = readdir(entries)); errno = 0) {
        if (e->d_name[0] == '.') continue;
        int length = snprintf(path, sizeof path, "%s%s", folder, e->d_name);
        other = length > 0 && (size_t)length < sizeof path && is_other(s, path);
    }
    other = other || errno;
    if (entries) closedir(entries);
    return other;
}

/* Whether there may be attachments beside the page. Pages of a folder come in a row. */
static bool is_worth(search *s, const char *name) {
    char path[PATH_MAX];
    duban_name_to_path(name, path);
    path[duban_cli_folder_length(path)] = '\0';
    if (s->folder && !strcmp(s->folder, path)) return s->may_hold;
    s->folder = duban_arena_copy(s->inputs->arena, path, strlen(path) + 1);
    s->may_hold = holds_other(s, path);
    return s->may_hold;
}

static duban_next next(void *context, duban_job *job) {
    search *s = context;
    while (s->next < s->inputs->file_count) {
        uint32_t id = s->next++;
        const char *reason, *name = s->inputs->files[id];
        struct stat facts;
        if (!is_worth(s, name)) continue;
        int input = duban_batch_input_open(name, &facts, &reason);
        int output = input < 0 ? -1 : duban_memory_file("", 0);
        *job = (duban_job){.id = id, .input = input, .output = output, .links = true, .name = name};
        if (output >= 0) return DUBAN_NEXT_JOB;
        if (input < 0) continue; /* the run will say so */
        fail(s, name);
        close(input);
        break;
    }
    return DUBAN_NEXT_END;
}

/* Whether the file lies in the folder of the outputs, or below it. */
static bool is_output(const search *s, const char *path) {
    char apart[PATH_MAX], real[PATH_MAX];
    if (!s->inputs->apart || !realpath(s->inputs->apart, apart) || !realpath(path, real))
        return false;
    size_t length = strlen(apart);
    return !strncmp(real, apart, length) && real[length] == '/';
}

/* Looks for each target beside the page; the texts end with a NUL, whatever the worker wrote. */
static void take(search *s, const char *name, const char *links, size_t length) {
    char page[PATH_MAX];
    duban_name_to_path(name, page);
    for (size_t at = 0; at < length;) {
        const char *href = links + at, *words, *path;
        at += strlen(href) + 1;
        words = at < length ? links + at : "";
        at += strlen(words) + 1;
        duban_attachment_place place =
            duban_cli_attachment_find(page, href, words, s->inputs->arena, &path);
        if (place == DUBAN_ATTACHMENT_BESIDE && !is_output(s, path))
            duban_batch_inputs_add_file(&s->found, path);
    }
}

static void read_links(search *s, const duban_job *job) {
    struct stat facts;
    if (fstat(job->output, &facts) != 0 || facts.st_size <= 0 || facts.st_size > LINKS_MAX) return;
    size_t length = (size_t)facts.st_size;
    char *links = calloc(length + 1, 1);
    if (links && pread(job->output, links, length, 0) == (ssize_t)length)
        take(s, job->name, links, length);
    else
        fail(s, job->name);
    free(links);
}

static bool done(void *context, const duban_job *job, const duban_report *report) {
    search *s = context;
    close(job->input);
    if (report->status == DUBAN_OK) read_links(s, job);
    close(job->output);
    return true;
}

static bool tick(void *context) {
    (void)context;
    return true;
}

/* Adds what is not an input under any name. */
static void add_found(search *s) {
    duban_cli_files files = {.arena = s->inputs->arena};
    char path[PATH_MAX];
    if (!s->found.count) return;
    duban_batch_inputs_settle(&s->found);
    for (uint32_t i = 0; i < s->inputs->count; i++) {
        duban_name_to_path(s->inputs->names[i], path);
        (void)duban_cli_files_add(&files, path);
    }
    for (uint32_t i = 0; i < s->found.count; i++) {
        duban_name_to_path(s->found.names[i], path);
        if (duban_cli_files_add(&files, path)) duban_batch_inputs_add_file(s->inputs, path);
    }
    duban_batch_inputs_settle(s->inputs);
}

bool duban_links_follow(duban_batch_inputs *inputs, const duban_run_settings *settings,
                        duban_progress *progress) {
    search s = {.inputs = inputs, .found = {.arena = inputs->arena}};
    const duban_pool_client client = {.context = &s, .next = next, .done = done, .tick = tick};
    bool any = false;
    while (!any && s.next < inputs->file_count) any = is_worth(&s, inputs->files[s.next++]);
    s.next = 0;
    if (!any) return true;
    duban_pool_settings pool = settings->pool;
    if (pool.jobs > inputs->file_count) pool.jobs = inputs->file_count;
    duban_progress_say(progress, "looking for attachments");
    duban_pool_result result = duban_pool_run(&pool, &client);
    add_found(&s);
    return result != DUBAN_POOL_STOPPED && !s.broken;
}
