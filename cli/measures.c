/* Score -> named measures, and floors from and to TSV; see measures.h. */
#include "cli/measures.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "out/buffer.h"

uint32_t duban_measures_of(const duban_score *score, duban_measure measures[DUBAN_MEASURES_MAX],
                           duban_arena *arena) {
    uint32_t count = 0;
    for (int kind = 0; kind < DUBAN_SCORE_KIND_COUNT; kind++) {
        const duban_tally *tally = &score->kinds[kind];
        if (!(tally->found + tally->missed + tally->invented)) continue;
        measures[count++] =
            (duban_measure){.name = duban_arena_printf(arena, "%s F1", duban_score_kind_word(kind)),
                            .value = duban_tally_f1(tally)};
    }
    for (int attribute = 0; attribute < DUBAN_SCORE_ATTRIBUTE_COUNT; attribute++) {
        const duban_accuracy *accuracy = &score->attributes[attribute];
        if (!accuracy->of) continue;
        measures[count++] = (duban_measure){.name = duban_score_attribute_word(attribute),
                                            .value = (double)accuracy->right / accuracy->of};
    }
    measures[count++] = (duban_measure){.name = "explained", .value = duban_score_explained(score)};
    measures[count++] = (duban_measure){.name = "mean F1", .value = duban_score_mean(score)};
    return count;
}

static bool set_floor(duban_measure *measures, uint32_t count, const char *name, size_t length,
                      double floor) {
    for (uint32_t i = 0; i < count; i++) {
        if (strlen(measures[i].name) != length || memcmp(measures[i].name, name, length)) continue;
        measures[i].floor = floor;
        return true;
    }
    return false;
}

duban_status duban_floors_read(const char *path, duban_measure *measures, uint32_t count,
                               duban_arena *arena, const char **unknown) {
    duban_file file;
    duban_status status = duban_file_read(path, DUBAN_SOURCE_MAX, &file);
    if (status == DUBAN_NOT_FOUND) return DUBAN_OK;
    if (status != DUBAN_OK) return status;
    char *text = duban_arena_printf(arena, "%.*s", (int)file.length, (const char *)file.bytes);
    duban_file_free(&file);
    strsep(&text, "\n"); /* the names of the columns */
    for (char *line; status == DUBAN_OK && (line = strsep(&text, "\n"));) {
        size_t length = strcspn(line, "\t");
        if (!line[length]) continue;
        double floor = strtod(line + length + 1, NULL);
        if (set_floor(measures, count, line, length, floor)) continue;
        *unknown = duban_arena_printf(arena, "%.*s", (int)length, line);
        status = DUBAN_NOT_FOUND;
    }
    return status;
}

char *duban_floors_print(const duban_measure *measures, uint32_t count, duban_arena *arena,
                         size_t *length) {
    duban_buffer text = {.arena = arena};
    duban_buffer_add_text(&text, "measure\tfloor\n");
    for (uint32_t i = 0; i < count; i++) {
        double cut = (double)(int)(measures[i].value * 1000) / 1000;
        double floor = cut > measures[i].floor ? cut : measures[i].floor;
        duban_buffer_print(&text, "%s\t%.3f\n", measures[i].name, floor);
    }
    *length = text.length;
    return text.bytes;
}
