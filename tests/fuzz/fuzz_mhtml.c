/* Any bytes as a web page saved as one MIME message. */
#include "tests/fuzz/document.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_format(&duban_format_mhtml, "a.mht", bytes, length);
}
