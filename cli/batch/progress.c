/* Sums -> progress; see progress.h. */
#include "cli/batch/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/batch/vitals.h"

enum { LINE_US = 200000, JSON_US = 1000000 };

void duban_progress_init(duban_progress *progress, const duban_run_settings *settings) {
    *progress = (duban_progress){.mode = settings->progress};
    bool silent = settings->quiet || settings->dry_run || !isatty(STDERR_FILENO);
    if (silent && progress->mode == DUBAN_PROGRESS_AUTO) progress->mode = DUBAN_PROGRESS_NONE;
}

void duban_progress_say(duban_progress *progress, const char *word) {
    if (progress->mode == DUBAN_PROGRESS_JSON) fprintf(stderr, "{\"state\":\"%s\"}\n", word);
    if (progress->mode != DUBAN_PROGRESS_AUTO) return;
    fprintf(stderr, "\r\033[K%s ...", word);
    progress->line = true;
}

static uint64_t count_ended(const duban_run_sums *sums) {
    uint64_t ended = 0;
    for (int i = 0; i <= DUBAN_PENDING; i++) ended += sums->ended[i];
    return ended;
}

static void show_json(const duban_run_sums *sums, uint64_t ended, double seconds, double left) {
    fprintf(stderr,
            "{\"state\":\"reading\",\"inputs\":%" PRIu64 ",\"ended\":%" PRIu64 ",\"kept\":%" PRIu64
            ",\"failed\":%" PRIu64 ",\"bytes\":%" PRIu64
            ",\"seconds\":%.1f,\"secondsLeft\":%.0f}\n",
            sums->inputs, ended, sums->kept, sums->failed, sums->bytes, seconds, left);
}

static void show_line(const duban_run_sums *sums, uint64_t ended, double seconds, double left) {
    uint64_t rest = (uint64_t)left;
    fprintf(stderr,
            "\r\033[K%" PRIu64 " of %" PRIu64 ", %" PRIu64 " failed, %.0f/s, %.1f MB/s, %" PRIu64
            ":%02" PRIu64 " left",
            ended, sums->inputs, sums->failed, (double)sums->read / seconds,
            (double)sums->bytes / 1e6 / seconds, rest / 60, rest % 60);
}

void duban_progress_show(duban_progress *progress, const duban_run_sums *sums, bool last) {
    uint64_t now = duban_vitals_clock(), ended = count_ended(sums);
    bool json = progress->mode == DUBAN_PROGRESS_JSON;
    if (last && progress->line) fputs("\r\033[K", stderr);
    if (progress->mode == DUBAN_PROGRESS_NONE || (last && !json)) return;
    if (!last && now < progress->shown + (json ? JSON_US : LINE_US)) return;
    progress->shown = now;
    double seconds = (double)(now - sums->started) / 1e6 + 1e-6;
    double left = ended ? seconds * (double)(sums->inputs - ended) / (double)ended : 0;
    if (json)
        show_json(sums, ended, seconds, left);
    else
        show_line(sums, ended, seconds, left);
    progress->line = !json;
}
