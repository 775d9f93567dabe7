/*
 * What the pipeline costs, against the floor that its own rules set.
 *
 * bench [CORPUS [FILES [MEGABYTES]]]: takes the notices of the folder (default corpus/) as 1,000
 * files and joined into one of 20 MB, and prints nanoseconds for each source byte, the ratio of
 * the whole to the floor, the share of each step, and the peak of memory. Times are processor
 * times of one thread; on a busy machine compare the ratios, not the figures.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "tests/bench/bench.h"

typedef bool runner(const duban_rules *rules, const duban_input *input, bench_clock *clock);

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void bench_clock_start(bench_clock *clock) { clock->since = processor_seconds(); }

void bench_clock_lap(void *context, const char *step) {
    bench_clock *clock = context;
    double now = processor_seconds();
    uint32_t i = 0;
    while (i < clock->count && strcmp(clock->name[i], step) != 0) i++;
    if (i == clock->count) clock->name[clock->count++] = step;
    clock->seconds[i] += now - clock->since;
    clock->since = now;
}

double bench_clock_sum(const bench_clock *clock) {
    double all = 0;
    for (uint32_t i = 0; i < clock->count; i++) all += clock->seconds[i];
    return all;
}

static double peak_mib(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void report(const char *what, const bench_clock *clock, size_t bytes) {
    double all = bench_clock_sum(clock);
    printf("  %-18s %8.2f ns a byte\n", what, all * 1e9 / (double)bytes);
    for (uint32_t i = 0; i < clock->count; i++)
        printf("    %-16s %8.2f %7.1f%%\n", clock->name[i], clock->seconds[i] * 1e9 / (double)bytes,
               clock->seconds[i] * 100 / all);
}

static bench_clock run_all(const duban_rules *rules, const bench_inputs *inputs, runner *run) {
    bench_clock clock = {0};
    double before = peak_mib(), tenth = 0;
    for (uint32_t i = 0; i < inputs->count; i++) {
        if (!run(rules, &inputs->items[i], &clock)) exit(1);
        if (i + 1 == inputs->count / 10) tenth = peak_mib();
    }
    printf("  peak memory: %.1f MiB before, ", before);
    if (tenth > 0) printf("%.1f MiB after a tenth, ", tenth);
    printf("%.1f MiB after all\n", peak_mib());
    return clock;
}

static void compare(const char *title, const duban_rules *rules, bench_inputs inputs) {
    printf("\n%s: %u input(s), %.1f MB\n", title, inputs.count, (double)inputs.bytes / 1e6);
    bench_clock whole = run_all(rules, &inputs, bench_whole_run);
    report("whole", &whole, inputs.bytes);
    bench_clock least = run_all(rules, &inputs, bench_floor_run);
    report("floor", &least, inputs.bytes);
    printf("  whole / floor      %8.2f\n", bench_clock_sum(&whole) / bench_clock_sum(&least));
    bench_inputs_free(&inputs);
}

static duban_rules *load_rules(duban_diags *diags) {
    double start = processor_seconds();
    duban_rules *rules = duban_rules_load(DUBAN_RULES_DIR, diags);
    if (!rules) {
        fprintf(stderr, "%s\n", diags->count ? diags->items[0].message : "no rules");
        exit(1);
    }
    printf("%u rules loaded in %.0f ms\n", duban_rules_count(rules),
           (processor_seconds() - start) * 1e3);
    return rules;
}

int main(int argc, char **argv) {
    const char *folder = argc > 1 ? argv[1] : DUBAN_SOURCE_DIR "/corpus";
    uint32_t files = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 1000;
    size_t megabytes = argc > 3 ? strtoul(argv[3], NULL, 10) : 20;
    duban_diags diags = {.arena = duban_arena_new((size_t)16 << 20)};
    duban_rules *rules = load_rules(&diags);
    compare("many files", rules, bench_inputs_files(folder, files));
    compare("one file", rules, bench_inputs_joined(folder, megabytes * 1000000));
    duban_rules_free(rules);
    duban_arena_free(diags.arena);
    return 0;
}
