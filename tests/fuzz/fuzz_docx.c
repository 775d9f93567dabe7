/* Any bytes as a DOCX package; what stands in the package is fuzz_docx_parts. */
#include "tests/fuzz/document.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_format(&duban_format_docx, "a.docx", bytes, length);
}
