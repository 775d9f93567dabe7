/* Any text as the parts of an OFD: two pages, a template, resources, annotations
 * and attachments, the document's root. */
#include "tests/fuzz/package.h"
#include "tests/fuzz/target.h"

#define O "xmlns:ofd=\"http://www.ofdspec.org/2016\""

static const char package[] = "<ofd:OFD " O "><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml"
                              "</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
static const char document[] =
    "<ofd:Document " O "><ofd:CommonData><ofd:TemplatePage ID=\"9\" BaseLoc=\"Tpls/T.xml\"/>"
    "</ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/1.xml\"/>"
    "<ofd:Page ID=\"2\" BaseLoc=\"/Doc_0/Pages/2.xml\"/></ofd:Pages>"
    "<ofd:Annotations>A.xml</ofd:Annotations><ofd:Attachments>F.xml</ofd:Attachments>"
    "</ofd:Document>";
static const char annotations[] = "<ofd:Annotations " O "><ofd:Page PageID=\"1\"><ofd:FileLoc>"
                                  "P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    zip_member members[] = {{"OFD.xml", package},         {"Doc_0/Document.xml", document},
                            {"Doc_0/A.xml", annotations}, {"Doc_0/Pages/1.xml", ""},
                            {"Doc_0/Pages/2.xml", ""},    {"Doc_0/Tpls/T.xml", ""},
                            {"Doc_0/Res.xml", ""},        {"Doc_0/P.xml", ""},
                            {"Doc_0/F.xml", ""},          {"Doc_0/Document.xml", ""}};
    return fuzz_package(&duban_format_ofd, members, 3, sizeof members / sizeof *members, bytes,
                        length);
}
