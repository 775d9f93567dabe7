/* Two sorted lists of complaints, merged; see accepted.h. */
#include "cli/accepted.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "out/buffer.h"

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

typedef struct {
    const char **lines;
    uint32_t count, capacity;
} lines;

static void add(duban_arena *arena, lines *list, const char *line) {
    list->lines =
        duban_arena_grow(arena, list->lines, &list->capacity, list->count + 1, sizeof *list->lines);
    list->lines[list->count++] = line;
}

static void sort(lines *list) {
    if (list->count) qsort(list->lines, list->count, sizeof *list->lines, by_text);
}

static lines split(duban_arena *arena, const duban_file *file) {
    char *text = duban_arena_printf(arena, "%.*s", (int)file->length, (const char *)file->bytes);
    lines list = {0};
    strsep(&text, "\n"); /* the names of the columns */
    for (char *line; (line = strsep(&text, "\n"));) {
        if (*line) add(arena, &list, line);
    }
    sort(&list);
    return list;
}

static void merge(duban_arena *arena, const lines *then, const lines *now, duban_changes *changes) {
    lines gained = {0}, lost = {0};
    uint32_t i = 0, j = 0;
    while (i < then->count || j < now->count) {
        int order = i == then->count  ? 1
                    : j == now->count ? -1
                                      : strcmp(then->lines[i], now->lines[j]);
        if (order < 0) add(arena, &gained, then->lines[i]);
        if (order > 0) add(arena, &lost, now->lines[j]);
        i += order <= 0;
        j += order >= 0;
    }
    changes->gained = gained.lines;
    changes->gained_count = gained.count;
    changes->lost = lost.lines;
    changes->lost_count = lost.count;
}

duban_status duban_accepted_compare(const char *path, duban_score *score, duban_changes *changes) {
    lines now = {.lines = score->complaints, .count = score->complaint_count};
    duban_file file;
    *changes = (duban_changes){0};
    sort(&now);
    duban_status status = duban_file_read(path, DUBAN_SOURCE_MAX, &file);
    if (status != DUBAN_OK) return status == DUBAN_NOT_FOUND ? DUBAN_OK : status;
    lines then = split(score->arena, &file);
    duban_file_free(&file);
    merge(score->arena, &then, &now, changes);
    changes->compared = true;
    return DUBAN_OK;
}

char *duban_accepted_print(const duban_score *score, size_t *length) {
    duban_buffer text = {.arena = score->arena};
    duban_buffer_add_text(&text, "notice\tfinding\n");
    for (uint32_t i = 0; i < score->complaint_count; i++) {
        duban_buffer_add_text(&text, score->complaints[i]);
        duban_buffer_add_byte(&text, '\n');
    }
    *length = text.length;
    return text.bytes;
}
