/* As fuzz_document, beginning with packed formats and pages: DOCX, OFD, HTML. */
#include "tests/fuzz/document.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    return fuzz_document(bytes, length);
}
