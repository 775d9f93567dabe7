/*
 * Any bytes to a reader of containers: the walk ends within its limits, and whatever is handed over
 * or refused has a name below the container's. Each input is walked with a column, with all, and
 * with none.
 */
#ifndef DUBAN_TESTS_FUZZ_WALK_H
#define DUBAN_TESTS_FUZZ_WALK_H

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/containers/walk.h"

static const char fuzz_href[] = "c";

static inline bool fuzz_on_document(void *context, const duban_input *document, const char *id) {
    uint64_t *total = context;
    (void)id;
    *total += document->length;
    return !strncmp(document->href, "c!/", 3) ? true : (abort(), false);
}

static inline bool fuzz_on_refused(void *context, const char *name, duban_status status,
                                   const char *why) {
    (void)context, (void)status;
    if (strncmp(name, fuzz_href, sizeof fuzz_href - 1) || !*why) abort();
    return true;
}

typedef struct {
    duban_walk walk;
    duban_status (*read)(duban_walk *walk); /* NULL: what the bytes say */
} fuzz_walking;

static inline duban_status fuzz_run_reader(void *context) {
    fuzz_walking *w = context;
    return w->read(&w->walk);
}

static inline void fuzz_walk_one(fuzz_walking *w) {
    const duban_walk *walk = &w->walk;
    if (!w->read) {
        if (duban_container_is(walk->source, walk->options))
            duban_container_walk(walk->source, walk->options, walk->visitor);
        return;
    }
    w->walk.arena = duban_arena_new(DUBAN_DOCUMENT_MEMORY);
    duban_arena_run(w->walk.arena, fuzz_run_reader, w);
    duban_arena_free(w->walk.arena);
}

static inline int fuzz_walk(duban_status (*read)(duban_walk *walk), const uint8_t *bytes,
                            size_t length) {
    static const duban_container_options options[] = {
        {0}, {.column = "content", .id_column = "id"}, {.every_column = true}};
    const duban_container_source source = {.href = fuzz_href, .bytes = bytes, .length = length};
    const uint64_t most = DUBAN_CONTAINER_FREE + DUBAN_CONTAINER_RATIO * (uint64_t)length;
    bool dump = read == duban_walk_csv || read == duban_walk_json_lines;
    for (size_t i = dump; length && i < sizeof options / sizeof *options; i++) {
        uint64_t total = 0;
        const duban_container_visitor visitor = {&total, fuzz_on_document, fuzz_on_refused};
        duban_unpack_budget budget = {.most = most};
        duban_taken names = {0};
        fuzz_walking w = {{.source = &source,
                           .options = &options[i],
                           .visitor = &visitor,
                           .budget = &budget,
                           .names = &names},
                          read};
        fuzz_walk_one(&w);
        duban_taken_free(&names);
        if (!options[i].every_column && total > most + DUBAN_MEMBER_STEP) abort();
    }
    return 0;
}

#endif
