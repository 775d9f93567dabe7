/* Array variables of schedulers; see shard.h. */
#include "cli/batch/shard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/*
 * Slurm counts from SLURM_ARRAY_TASK_MIN (sbatch(1)); AWS Batch and Kubernetes from 0
 * (AWS_BATCH_JOB_ARRAY_INDEX, JOB_COMPLETION_INDEX). Kubernetes does not tell how many there are.
 */
static const struct {
    const char *index, *first, *count;
} schedulers[] = {
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"},
    {"AWS_BATCH_JOB_ARRAY_INDEX", NULL, "AWS_BATCH_JOB_ARRAY_SIZE"},
    {"JOB_COMPLETION_INDEX", NULL, NULL},
};

static bool read_number(const char *text, char end, uint32_t *number) {
    char *stop;
    if (!text || *text < '0' || *text > '9') return false;
    errno = 0;
    unsigned long value = strtoul(text, &stop, 10);
    *number = (uint32_t)value;
    return !errno && *stop == end && value < UINT32_MAX;
}

static bool read_environment(uint32_t *shard, uint32_t *shards) {
    for (size_t i = 0; i < sizeof schedulers / sizeof *schedulers; i++) {
        uint32_t index, first = 0;
        if (!read_number(getenv(schedulers[i].index), '\0', &index)) continue;
        if (schedulers[i].first && !read_number(getenv(schedulers[i].first), '\0', &first)) {
            return false;
        }
        *shard = index - first + 1;
        if (*shards) return true;
        return schedulers[i].count && read_number(getenv(schedulers[i].count), '\0', shards);
    }
    return false;
}

bool duban_shard_read(const char *text, uint32_t *shard, uint32_t *shards) {
    const char *slash = strchr(text, '/');
    *shards = 0;
    if (slash && !read_number(slash + 1, '\0', shards)) return false;
    bool automatic = !strncmp(text, "auto", 4) && (text[4] == '/' || !text[4]);
    bool read =
        automatic ? read_environment(shard, shards) : slash && read_number(text, '/', shard);
    return read && *shard >= 1 && *shard <= *shards;
}
