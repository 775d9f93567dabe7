/* /proc/self and clocks; see vitals.h and proc(5): clear_refs. */
#include "cli/batch/vitals.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

duban_vitals duban_vitals_open(void) {
    return (duban_vitals){
        .status = open("/proc/self/status", O_RDONLY | O_CLOEXEC),
        .clear = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC),
    };
}

void duban_vitals_reset(const duban_vitals *vitals) {
    if (vitals->clear >= 0) (void)!pwrite(vitals->clear, "5", 1, 0);
}

uint32_t duban_vitals_peak(const duban_vitals *vitals) {
    char text[4096];
    ssize_t length = vitals->status < 0 ? -1 : pread(vitals->status, text, sizeof text - 1, 0);
    if (length > 0) {
        text[length] = '\0';
        const char *peak = strstr(text, "VmHWM:");
        if (peak) return (uint32_t)strtoul(peak + strlen("VmHWM:"), NULL, 10);
    }
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (uint32_t)usage.ru_maxrss : 0;
}

uint64_t duban_vitals_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

void duban_vitals_limit_time(uint32_t seconds) {
    struct rusage usage;
    struct rlimit now;
    if (!seconds || getrusage(RUSAGE_SELF, &usage) != 0 || getrlimit(RLIMIT_CPU, &now) != 0) return;
    rlim_t used = (rlim_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 2;
    now.rlim_cur = used + seconds < now.rlim_max ? used + seconds : now.rlim_max;
    (void)setrlimit(RLIMIT_CPU, &now);
}
