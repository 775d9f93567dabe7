/* Inputs: the notices of a folder read once and used many times, apart or joined. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/bench.h"

enum { NOTICES_MAX = 64 };

static void *must(void *memory, const char *what) {
    if (memory) return memory;
    perror(what);
    exit(1);
}

static duban_input copy_of(const duban_input *notice) {
    unsigned char *bytes = must(malloc(notice->length + 1), "memory");
    memcpy(bytes, notice->bytes, notice->length);
    char *href = must(strdup(notice->href), "memory");
    return (duban_input){.href = href, .bytes = bytes, .length = notice->length};
}

static duban_input read_notice(const char *folder, const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = must(fopen(path, "rb"), path);
    static unsigned char bytes[4 << 20];
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return copy_of(&(duban_input){.href = path, .bytes = bytes, .length = length});
}

/* Notices are the files with gold: the folder holds other things too. */
static bool is_notice(const char *folder, const char *name) {
    char gold[4096];
    snprintf(gold, sizeof gold, "%s/gold/%.*s.xml", folder, (int)strcspn(name, "."), name);
    return access(gold, R_OK) == 0;
}

/* The notices of the folder by name; their number. */
static uint32_t read_folder(const char *folder, duban_input notices[NOTICES_MAX]) {
    struct dirent **entries;
    int found = scandir(folder, &entries, NULL, alphasort);
    uint32_t count = 0;
    for (int i = 0; i < found; i++) {
        const char *name = entries[i]->d_name;
        bool wanted = count < NOTICES_MAX && is_notice(folder, name);
        if (wanted) notices[count++] = read_notice(folder, name);
        free(entries[i]);
    }
    if (found >= 0) free(entries);
    if (count) return count;
    fprintf(stderr, "%s: no notices with gold there\n", folder);
    exit(1);
}

static void free_notices(duban_input *notices, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        free((void *)notices[i].href);
        free((void *)notices[i].bytes);
    }
}

bench_inputs bench_inputs_files(const char *folder, uint32_t count) {
    duban_input notices[NOTICES_MAX];
    uint32_t kinds = read_folder(folder, notices);
    bench_inputs inputs = {.items = must(calloc(count, sizeof *inputs.items), "memory")};
    for (; inputs.count < count; inputs.count++) {
        inputs.items[inputs.count] = copy_of(&notices[inputs.count % kinds]);
        inputs.bytes += inputs.items[inputs.count].length;
    }
    free_notices(notices, kinds);
    return inputs;
}

bench_inputs bench_inputs_joined(const char *folder, size_t bytes) {
    duban_input notices[NOTICES_MAX];
    uint32_t kinds = read_folder(folder, notices);
    bench_inputs inputs = {.items = must(calloc(1, sizeof *inputs.items), "memory"), .count = 1};
    size_t longest = 0;
    for (uint32_t i = 0; i < kinds; i++)
        if (notices[i].length > longest) longest = notices[i].length;
    unsigned char *joined = must(malloc(bytes + longest + 1), "memory");
    for (uint32_t i = 0; inputs.bytes < bytes; i = i + 1 < kinds ? i + 1 : 0) {
        memcpy(joined + inputs.bytes, notices[i].bytes, notices[i].length);
        inputs.bytes += notices[i].length;
        joined[inputs.bytes++] = '\n';
    }
    free_notices(notices, kinds);
    inputs.items[0] = (duban_input){
        .href = must(strdup("joined.txt"), "memory"), .bytes = joined, .length = inputs.bytes};
    return inputs;
}

void bench_inputs_free(bench_inputs *inputs) {
    free_notices(inputs->items, inputs->count);
    free(inputs->items);
    *inputs = (bench_inputs){0};
}
