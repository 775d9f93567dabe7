/* Fields by their marks and instructions; see fields.h. */
#include "ingest/docx/fields.h"

#include <string.h>

void duban_docx_fields_start(duban_docx_fields *f, const char *name,
                             const duban_part_attributes *attributes, duban_arena *arena) {
    if (!strcmp(name, "instrText")) f->in_code = true;
    if (strcmp(name, "fldChar") != 0) return;
    const char *type = duban_part_attribute(attributes, "fldCharType", arena);
    if (type && !strcmp(type, "begin")) {
        f->depth++;
        f->length = 0;
    } else if (type && !strcmp(type, "end") && f->depth) {
        if (f->contents == f->depth) f->contents = 0;
        f->depth--;
    }
}

void duban_docx_fields_text(duban_docx_fields *f, const char16_t *units, uint32_t count) {
    for (uint32_t i = 0; f->in_code && i < count && f->length < sizeof f->code; i++)
        if (f->length || units[i] > ' ')
            f->code[f->length++] = units[i] < 0x80 ? (char)units[i] : '?';
}

void duban_docx_fields_end(duban_docx_fields *f, const char *name) {
    if (strcmp(name, "instrText") != 0) return;
    f->in_code = false;
    bool contents =
        f->length >= 3 && !memcmp(f->code, "TOC", 3) && (f->length == 3 || f->code[3] <= ' ');
    if (contents && f->depth && !f->contents) f->contents = f->depth;
}
