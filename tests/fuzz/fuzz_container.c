/* Any bytes as a container of the kind that they claim to be: ZIP, tar, one compressed file. */
#include "tests/fuzz/target.h"
#include "tests/fuzz/walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_walk(NULL, bytes, length);
}
