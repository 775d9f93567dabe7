/*
 * libxml2's allocations: malloc(3), else the reserve, which is given away once and not taken back;
 * see xml_reserve.h, xmlMemSetup(). Its functions have no context, so the reserve is the file's.
 */
#include "cli/xml_reserve.h"

#include <libxml/xmlmemory.h>
#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

typedef struct {
    size_t size;
    max_align_t bytes[];
} block;

static struct {
    char *bytes;
    size_t used;
} reserve;

static bool is_ours(const void *memory) {
    const char *at = memory;
    return reserve.bytes && at >= reserve.bytes && at < reserve.bytes + DUBAN_XML_RESERVE;
}

static void *take(size_t size) {
    size_t unit = sizeof(max_align_t), room = DUBAN_XML_RESERVE - reserve.used;
    if (!reserve.bytes || size > room || size + sizeof(block) + unit > room) return NULL;
    block *b = (void *)(reserve.bytes + reserve.used);
    reserve.used += (sizeof(block) + size + unit - 1) / unit * unit;
    b->size = size;
    return b->bytes;
}

static void *take_memory(size_t size) {
    void *memory = malloc(size);
    return memory ? memory : take(size);
}

static void free_memory(void *memory) {
    if (!is_ours(memory)) free(memory);
}

static size_t size_of(void *memory) {
    if (!is_ours(memory)) return malloc_usable_size(memory);
    return ((block *)(void *)((char *)memory - offsetof(block, bytes)))->size;
}

static void *grow_memory(void *memory, size_t size) {
    void *grown = is_ours(memory) ? NULL : realloc(memory, size);
    if (grown || !size) return grown;
    grown = take_memory(size);
    if (!grown || !memory) return grown;
    size_t before = size_of(memory);
    memcpy(grown, memory, before < size ? before : size);
    free_memory(memory);
    return grown;
}

static char *copy_text(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = take_memory(size);
    return copy ? memcpy(copy, text, size) : NULL;
}

void duban_xml_reserve(void) {
    reserve.bytes = malloc(DUBAN_XML_RESERVE);
    (void)xmlMemSetup(free_memory, take_memory, grow_memory, copy_text);
}
