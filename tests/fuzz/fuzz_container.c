/*
 * Any bytes as a container or a dump: the walk ends within its limits, and every member has a name
 * below the container's.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "ingest/containers/container.h"
#include "tests/fuzz/target.h"

static const char href[] = "c";

static bool on_document(void *context, const duban_input *document, const char *id) {
    uint64_t *total = context;
    (void)id;
    *total += document->length;
    return !strncmp(document->href, "c!/", 3) ? true : (abort(), false);
}

static bool on_refused(void *context, const char *name, duban_status status, const char *why) {
    (void)context, (void)status;
    if (strncmp(name, href, sizeof href - 1) || !*why) abort();
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const duban_container_options options[] = {
        {0}, {.column = "content", .id_column = "id"}, {.every_column = true}};
    const duban_container_source source = {.href = href, .bytes = bytes, .length = length};
    for (size_t i = 0; length && i < sizeof options / sizeof *options; i++) {
        uint64_t total = 0;
        const duban_container_visitor visitor = {&total, on_document, on_refused};
        if (!duban_container_is(&source, &options[i])) continue;
        duban_container_walk(&source, &options[i], &visitor);
        uint64_t most = DUBAN_CONTAINER_FREE + DUBAN_CONTAINER_RATIO * (uint64_t)length;
        if (!options[i].every_column && total > most + DUBAN_MEMBER_STEP) abort();
    }
    return 0;
}
