/*
 * The guard of a converter: a process between duban and the program, so that nothing of what the
 * program starts outlives the document it was started for.
 *
 *     duban -- guard (leads a process group) -- the program -- whatever that starts
 *
 * The guard ends as the program ends, with its exit status or its signal. If duban dies before,
 * the guard kills the group.
 */
#ifndef DUBAN_INGEST_CONVERT_GUARD_H
#define DUBAN_INGEST_CONVERT_GUARD_H

#include <sys/types.h>

#include "ingest/convert/process.h"

/* The exit status for a program that is not there: the shell's convention. */
#define DUBAN_GUARD_NOT_FOUND 127

/*
 * In the child of a fork: becomes the guard of argv[0], found on PATH, with these files as its
 * standard input, output and error. parent: who is to live on. Only async-signal-safe calls.
 */
_Noreturn void duban_guard_run(const char *const *argv, const int files[3],
                               const duban_process_limits *limits, pid_t parent);

#endif
