/* Sums -> lines for people; see summary.h. */
#include <inttypes.h>
#include <stdio.h>

#include "cli/batch/summary.h"
#include "cli/batch/vitals.h"

void duban_summary_show_inputs(FILE *file, const uint64_t ended[], uint64_t inputs) {
    for (size_t i = 0; i < duban_outcome_count; i++) {
        duban_status s = duban_outcomes[i];
        if (ended[s]) {
            fprintf(file, "  %-14s %10" PRIu64 "  %s\n", duban_status_word(s), ended[s],
                    duban_status_meaning(s));
        }
    }
    fprintf(file, "  %-14s %10" PRIu64 "\n", "inputs", inputs);
}

static void show_records(const duban_run_sums *sums) {
    static const char *const words[] = {
#define DUBAN_TALLY_WORD(name, column) #column,
        DUBAN_TALLIES(DUBAN_TALLY_WORD)
#undef DUBAN_TALLY_WORD
    };
    fprintf(stderr, "records:\n");
    for (int i = 0; i < DUBAN_TALLY_COUNT; i++) {
        fprintf(stderr, "  %-14s %10" PRIu64 "\n", words[i], sums->sums[i]);
    }
}

static void show_slowest(const duban_run_sums *sums) {
    if (!*sums->slowest[0].name) return;
    fprintf(stderr, "slowest:\n");
    for (int i = 0; i < DUBAN_SLOWEST && *sums->slowest[i].name; i++) {
        fprintf(stderr, "  %9.3f s  %s\n", (double)sums->slowest[i].microseconds / 1e6,
                sums->slowest[i].name);
    }
}

void duban_summary_show(const duban_batch *batch) {
    const duban_run_sums *sums = &batch->sums;
    double seconds = (double)(duban_vitals_clock() - sums->started) / 1e6;
    fprintf(stderr, "inputs:\n");
    duban_summary_show_inputs(stderr, sums->ended, sums->inputs);
    show_records(sums);
    show_slowest(sums);
    if (*sums->limits) fprintf(stderr, "rules that hit a limit: %s\n", sums->limits);
    fprintf(stderr,
            "%" PRIu64 " read, %" PRIu64
            " unchanged, %.1f s, %.0f documents/s, %.2f MB/s; ledgers in "
            "'%s'\n",
            sums->read, sums->kept, seconds, (double)sums->read / seconds,
            (double)sums->bytes / 1e6 / seconds, batch->settings->output);
}
