/* Any bytes as an OFD package; what stands in the package is fuzz_ofd_parts. */
#include "tests/fuzz/document.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_format(&duban_format_ofd, "a.ofd", bytes, length);
}
