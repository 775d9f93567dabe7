/* A .rels part -> ids and paths; see relations.h. */
#include "ingest/docx/relations.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/markup/part.h"

typedef struct {
    duban_arena *arena;
    duban_docx_relations *relations;
    const char *folder; /* of the part, with its slash */
} reading;

/* How much of a folder's path, which ends with a slash, is left without its last step. */
static int parent(const char *folder, int length) {
    if (length) length--;
    while (length && folder[length - 1] != '/') length--;
    return length;
}

/* A target counts from the folder of the part, or from the root if it begins with a slash. */
static const char *resolve(const reading *r, const char *target) {
    int length = (int)strlen(r->folder);
    if (*target == '/') return target + 1;
    for (; !strncmp(target, "../", 3); target += 3) length = parent(r->folder, length);
    return duban_arena_printf(r->arena, "%.*s%s", length, r->folder, target);
}

static void on_start(void *context, const char *name, const duban_part_attributes *attributes) {
    reading *r = context;
    duban_docx_relations *all = r->relations;
    if (strcmp(name, "Relationship") != 0) return;
    const char *id = duban_part_attribute(attributes, "Id", r->arena);
    const char *target = duban_part_attribute(attributes, "Target", r->arena);
    const char *mode = duban_part_attribute(attributes, "TargetMode", r->arena);
    if (!id || !target || (mode && !strcmp(mode, "External"))) return;
    all->items =
        duban_arena_grow(r->arena, all->items, &all->capacity, all->count + 1, sizeof *all->items);
    all->items[all->count++] = (duban_docx_relation){id, resolve(r, target)};
}

static void on_end(void *context, const char *name) { (void)context, (void)name; }

static int by_id(const void *a, const void *b) {
    const duban_docx_relation *p = a, *q = b;
    return strcmp(p->id, q->id);
}

duban_docx_relations duban_docx_relations_read(duban_arena *arena, const duban_archive *archive,
                                               const char *part, duban_diags *diags) {
    duban_docx_relations relations = {0};
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) + 1 : 0;
    reading r = {.arena = arena,
                 .relations = &relations,
                 .folder = duban_arena_printf(arena, "%.*s", folder, part)};
    const duban_member *member = duban_archive_find(
        archive, duban_arena_printf(arena, "%s_rels/%s.rels", r.folder, part + folder));
    const duban_part_handler handler = {.context = &r, .start = on_start, .end = on_end};
    if (member)
        duban_part_parse(arena, member->path, member->bytes, member->length, &handler, diags);
    if (relations.count) qsort(relations.items, relations.count, sizeof *relations.items, by_id);
    return relations;
}

const char *duban_docx_relations_find(const duban_docx_relations *relations, const char *id) {
    const duban_docx_relation key = {.id = id};
    if (!id || !relations->count) return NULL;
    const duban_docx_relation *found =
        bsearch(&key, relations->items, relations->count, sizeof key, by_id);
    return found ? found->path : NULL;
}
