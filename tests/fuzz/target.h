/* What a fuzz target defines, as libFuzzer calls it. It aborts where an invariant does not hold. */
#ifndef DUBAN_TESTS_FUZZ_TARGET_H
#define DUBAN_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
