/* Any text as the parts of a DOCX: the document, numbering, styles, footnotes, endnotes, a diagram,
 * imported pages. */
#include "tests/fuzz/package.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const char relations[] =
        "<Relationships><Relationship Id=\"d\" Target=\"diagrams/data1.xml\"/><Relationship "
        "Id=\"h\" Target=\"a.htm\"/><Relationship Id=\"m\" Target=\"a.mht\"/></Relationships>";
    zip_member members[] = {{"word/_rels/document.xml.rels", relations},
                            {"word/document.xml", ""},
                            {"word/numbering.xml", ""},
                            {"word/styles.xml", ""},
                            {"word/footnotes.xml", ""},
                            {"word/endnotes.xml", ""},
                            {"word/diagrams/data1.xml", ""},
                            {"word/a.htm", ""},
                            {"word/a.mht", ""}};
    return fuzz_package(&duban_format_docx, members, 1, sizeof members / sizeof *members, bytes,
                        length);
}
