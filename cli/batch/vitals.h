/*
 * A worker's own memory and time, for the ledger and its limits.
 */
#ifndef DUBAN_CLI_BATCH_VITALS_H
#define DUBAN_CLI_BATCH_VITALS_H

#include <stdint.h>

/* Files of /proc that are opened before the cage closes; -1 where the system has none. */
typedef struct {
    int status, clear;
} duban_vitals;

duban_vitals duban_vitals_open(void);

/* Begins a document: the peak counts from here. */
void duban_vitals_reset(const duban_vitals *vitals);

/* The most memory in KiB since then (where /proc is missing: since the process began). */
uint32_t duban_vitals_peak(const duban_vitals *vitals);

/* Microseconds of a clock that only goes forward. */
uint64_t duban_vitals_clock(void);

/* From now on the process may use so many seconds of processor time; then SIGXCPU ends it. */
void duban_vitals_limit_time(uint32_t seconds);

#endif
