/*
 * Faults on purpose, for the tests of batches: compiled into build/.../duban_faulty only.
 */
#ifndef DUBAN_TESTS_BATCH_FAULT_H
#define DUBAN_TESTS_BATCH_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* What a fault may touch, and the answer that it may give in place of the reader. */
typedef struct {
    int output, socket;
    duban_status status;
    char reason[512];
} duban_fault;

/*
 * Called by the worker before it reads a document. A name that holds ".crash.", ".loop.",
 * ".sleep.", ".allocate.", ".flood.", ".exit." or ".nonsense." makes it fail in that way;
 * ".stun." stops the supervisor (without a cage) before it talks nonsense; ".probe." answers with
 * what the cage denies. True: the answer stands.
 */
bool duban_fault_inject(const char *name, duban_fault *fault);

/* Called by the worker before its first word: it dies where DUBAN_FAULT=start is in the
 * environment. */
void duban_fault_start(void);

#endif
