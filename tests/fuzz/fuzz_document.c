/* Readers of plain text first: its seeds are the sample notices. */
#include "tests/fuzz/document.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_document(bytes, length);
}
