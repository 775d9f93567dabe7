/* The folders of a corpus -> pairs of gold and notice; see corpus.h. */
#include "cli/corpus.h"

#include <glob.h>
#include <string.h>

/* The first regular-looking file of that name with an extension, in the order of names. */
static const char *find_notice(const char *folder, const char *name, duban_arena *arena) {
    glob_t found = {0};
    const char *path = NULL;
    if (glob(duban_arena_printf(arena, "%s/%s.*", folder, name), GLOB_MARK, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc && !path; i++) {
            size_t length = strlen(found.gl_pathv[i]);
            bool folder_mark = found.gl_pathv[i][length - 1] == '/';
            if (!folder_mark) path = duban_arena_copy(arena, found.gl_pathv[i], length + 1);
        }
    }
    globfree(&found);
    return path;
}

static void add(duban_corpus *corpus, const char *folder, const char *gold, duban_arena *arena) {
    const char *base = strrchr(gold, '/') + 1;
    const char *name =
        duban_arena_printf(arena, "%.*s", (int)(strlen(base) - strlen(".xml")), base);
    corpus->items = duban_arena_grow(arena, corpus->items, &corpus->capacity, corpus->count + 1,
                                     sizeof *corpus->items);
    corpus->items[corpus->count++] =
        (duban_corpus_item){.name = name,
                            .gold = duban_arena_printf(arena, "%s", gold),
                            .notice = find_notice(folder, name, arena)};
}

duban_corpus duban_corpus_list(const char *folder, duban_arena *arena) {
    duban_corpus corpus = {0};
    glob_t found = {0};
    if (glob(duban_arena_printf(arena, "%s/gold/*.xml", folder), 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) add(&corpus, folder, found.gl_pathv[i], arena);
    }
    globfree(&found);
    return corpus;
}
