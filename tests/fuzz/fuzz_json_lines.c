/* Any bytes as a dump in JSON Lines. */
#include "tests/fuzz/target.h"
#include "tests/fuzz/walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_walk(duban_walk_json_lines, bytes, length);
}
