/*
 * The benchmark's parts: inputs, a list of timed steps, the floor and the whole.
 */
#ifndef DUBAN_TESTS_BENCH_H
#define DUBAN_TESTS_BENCH_H

#include "extract/engine/rules.h"
#include "ingest/document.h"

typedef struct {
    duban_input *items;
    uint32_t count;
    size_t bytes; /* of all */
} bench_inputs;

/* The notices of a folder, one after another, over and over, as count inputs. */
bench_inputs bench_inputs_files(const char *folder, uint32_t count);

/* The same joined into one input of about this size. */
bench_inputs bench_inputs_joined(const char *folder, size_t bytes);
void bench_inputs_free(bench_inputs *inputs);

/* Processor seconds spent in each step, by name, in the order in which they first ran. */
typedef struct {
    double since;
    uint32_t count;
    const char *name[16];
    double seconds[16];
} bench_clock;

/* Starts the first step; ends a step and starts the next. */
void bench_clock_start(bench_clock *clock);
void bench_clock_lap(void *clock, const char *step);
double bench_clock_sum(const bench_clock *clock);

/* Run one input and add to the clock. False with a message if it fails. */
bool bench_whole_run(const duban_rules *rules, const duban_input *input, bench_clock *clock);
bool bench_floor_run(const duban_rules *rules, const duban_input *input, bench_clock *clock);

#endif
