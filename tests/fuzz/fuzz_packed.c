/* As fuzz_document, beginning with packed formats and pages: DOCX, OFD, HTML. */
#include "tests/fuzz/fuzz_document.c"
