/* Parts of DOCX packages for tests, as short as they can be. */
#ifndef DUBAN_TESTS_UNIT_DOCX_MARKUP_H
#define DUBAN_TESTS_UNIT_DOCX_MARKUP_H

#include "tests/unit/document_fixture.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define BODY(inner) "<w:document " W "><w:body>" inner "</w:body></w:document>"
#define P(properties, text) "<w:p><w:pPr>" properties "</w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUM(id, level) "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id "\"/></w:numPr>"
#define LEVEL(level, format, text)                                                                 \
    "<w:lvl w:ilvl=\"" level "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/>"           \
    "<w:suff w:val=\"nothing\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"

/* A document with its numbering and its styles. */
static inline reading read_parts(const char *document, const char *numbers, const char *named) {
    const zip_member members[] = {{"word/numbering.xml", numbers},
                                  {"word/styles.xml", named},
                                  {"word/document.xml", document}};
    return read_package("a.docx", members, sizeof members / sizeof *members);
}

#endif
