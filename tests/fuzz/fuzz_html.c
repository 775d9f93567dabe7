/* Any bytes as an HTML page. */
#include "tests/fuzz/document.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_format(&duban_format_html, "a.html", bytes, length);
}
