/* Path -> bytes -> one document or a container's; see members.h. */
#include "cli/members.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "cli/message.h"

#define NAME_MAX_BYTES 180 /* of a ledger's name; systems allow 255 */

/* Characters that some system has another use for become one '+'. */
static char *plain(const char *text, duban_arena *arena) {
    char *out = duban_arena_alloc(arena, strlen(text) + 1), *to = out;
    for (const char *c = text; *c; c++) {
        bool special = (unsigned char)*c < ' ' || strchr("/\\:?*\"<>|!+", *c);
        if (special && to > out && to[-1] == '+') continue;
        *to++ = special ? '+' : *c;
    }
    return out;
}

/* A name of bearable length; what is cut off counts by its hash. */
static const char *short_name(const char *name, duban_arena *arena) {
    size_t length = strlen(name);
    if (length <= NAME_MAX_BYTES) return name;
    duban_sha256 hash;
    char hex[DUBAN_SHA256_HEX];
    duban_sha256_init(&hash);
    duban_sha256_add(&hash, name, length);
    duban_sha256_hex(&hash, hex);
    for (length = NAME_MAX_BYTES; ((unsigned char)name[length] & 0xC0) == 0x80;) length--;
    return duban_arena_printf(arena, "%.*s~%.12s", (int)length, name, hex);
}

typedef struct {
    const duban_cli_input *input;
    const duban_container_options *options;
    const duban_container_source *source;
    duban_cli_names *names;
    const duban_cli_receiver *receiver;
    const duban_input *document;
    const char *id, *output;
} members;

const char *duban_cli_names_under(duban_cli_names *names, const char *output, const char *inside) {
    duban_arena *arena = names->arena;
    int stem = (int)(strlen(output) - strlen(".xml"));
    const char *name = duban_arena_printf(arena, "%.*s+%s", stem, output, inside);
    char unique[NAME_MAX_BYTES + 40];
    snprintf(unique, sizeof unique, "%s", short_name(plain(name, arena), arena));
    if (!duban_taken_take(&names->taken, unique, sizeof unique)) return NULL;
    return duban_arena_printf(arena, "%s.xml", unique);
}

static duban_status name_document(void *context) {
    members *m = context;
    const char *inside = m->document->href + strlen(m->input->path) + 2;
    m->output = duban_cli_names_under(m->names, m->input->output, m->id ? m->id : inside);
    if (!m->output) return DUBAN_NO_MEMORY;
    return DUBAN_OK;
}

static bool on_document(void *context, const duban_input *document, const char *id) {
    members *m = context;
    m->document = document;
    m->id = id && *id ? id : NULL;
    if (duban_arena_run(m->names->arena, name_document, m) != DUBAN_OK) {
        duban_message("%s: error: %s", document->href, duban_status_meaning(DUBAN_NO_MEMORY));
        m->receiver->failed(m->receiver->context, DUBAN_NO_MEMORY);
        return false;
    }
    m->receiver->document(m->receiver->context, document, m->output);
    return true;
}

static bool on_refused(void *context, const char *href, duban_status status, const char *why) {
    members *m = context;
    if (status != DUBAN_OK) {
        duban_message("%s: error: %s [%s]", href, why, duban_status_word(status));
        m->receiver->failed(m->receiver->context, status);
    } else if (m->receiver->verbose) {
        duban_message("%s: note: %s", href, why);
    }
    return true;
}

static void read_source(members *m) {
    const duban_container_visitor visitor = {m, on_document, on_refused};
    if (duban_container_is(m->source, m->options)) {
        duban_container_walk(m->source, m->options, &visitor);
        return;
    }
    const duban_input whole = {
        .href = m->source->href, .bytes = m->source->bytes, .length = m->source->length};
    m->receiver->document(m->receiver->context, &whole, m->input->output);
}

static void fail(const members *m, duban_status status) {
    bool system = status == DUBAN_NOT_FOUND || status == DUBAN_UNREADABLE;
    duban_message("%s: error: %s%s%s [%s]", m->input->path, duban_status_meaning(status),
                  system ? ": " : "", system ? strerror(errno) : "", duban_status_word(status));
    m->receiver->failed(m->receiver->context, status);
}

/* A file over the limit of a document may still be a container, which is streamed. */
static void read_large(members *m) {
    unsigned char head[64 * 1024];
    const char *path = m->input->path;
    struct stat facts;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    bool regular = descriptor >= 0 && !fstat(descriptor, &facts) && S_ISREG(facts.st_mode);
    ssize_t got = regular ? read(descriptor, head, sizeof head) : -1;
    if (descriptor >= 0) close(descriptor);
    duban_container_source source = {
        .href = path, .path = path, .bytes = head, .length = got > 0 ? (size_t)got : 0};
    if (got <= 0 || !duban_container_is(&source, m->options)) {
        fail(m, DUBAN_TOO_LARGE);
        return;
    }
    source.bytes = NULL;
    source.length = (size_t)facts.st_size;
    const duban_container_visitor visitor = {m, on_document, on_refused};
    duban_container_walk(&source, m->options, &visitor);
}

void duban_cli_members_read(const duban_cli_input *input, const duban_container_options *options,
                            duban_cli_names *names, const duban_cli_receiver *receiver) {
    members m = {.input = input, .options = options, .names = names, .receiver = receiver};
    duban_file file;
    duban_status status = duban_file_read(input->path, DUBAN_SOURCE_MAX, &file);
    if (status == DUBAN_TOO_LARGE && strcmp(input->path, "-") != 0) {
        read_large(&m);
    } else if (status != DUBAN_OK) {
        fail(&m, status);
    } else {
        const duban_container_source source = {
            .href = input->path, .bytes = file.bytes, .length = file.length};
        m.source = &source;
        read_source(&m);
    }
    duban_file_free(&file);
}
