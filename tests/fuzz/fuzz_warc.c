/* Any bytes as a crawl in WARC, with the HTTP responses in it. */
#include "tests/fuzz/target.h"
#include "tests/fuzz/walk.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_walk(duban_walk_warc, bytes, length);
}
