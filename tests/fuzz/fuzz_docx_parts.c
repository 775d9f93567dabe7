/* Any text as the parts of a DOCX: the document, numbering, styles, footnotes, endnotes. */
#include "tests/fuzz/package.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    zip_member members[] = {{"word/document.xml", ""},
                            {"word/numbering.xml", ""},
                            {"word/styles.xml", ""},
                            {"word/footnotes.xml", ""},
                            {"word/endnotes.xml", ""}};
    return fuzz_package(&duban_format_docx, members, 0, sizeof members / sizeof *members, bytes,
                        length);
}
