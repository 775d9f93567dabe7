/* Any bytes as plain text or Markdown, by either name. */
#include "tests/fuzz/document.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_format(&duban_format_text, length % 2 ? "a.md" : "a.txt", bytes, length);
}
