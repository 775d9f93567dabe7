/* The walk over the elements of a ledger; see verify.h. */
#include "out/verify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "out/verify_parts.h"

void duban_proving_fail(duban_proving *proving, const duban_element *element, const char *format,
                        ...) {
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    proving->proof.failed++;
    duban_diag_add(proving->diags,
                   (duban_diag){.severity = DUBAN_ERROR,
                                .status = DUBAN_NOT_PROVEN,
                                .stage = DUBAN_STAGE_OUT,
                                .rule = duban_element_attribute(element, "rule"),
                                .file = proving->xml_path,
                                .line = element->line,
                                .span = DUBAN_SPAN_NONE},
                   "%s", message);
}

static void read_written(duban_proving *proving) {
    const duban_element *meta = duban_element_child(proving->root, "meta");
    for (const duban_element *e = meta ? meta->first_child : NULL; e; e = e->next) {
        const char *role = duban_element_attribute(e, "role");
        int year, month, day;
        if (!role || strcmp(role, "written") ||
            sscanf(e->text, "%4d-%2d-%2d", &year, &month, &day) != 3) {
            continue;
        }
        proving->written = (duban_day){(int16_t)year, (uint8_t)month, (uint8_t)day};
    }
}

static bool is_record(const duban_element *element) {
    static const char *const names[] = {"unit", "target", "baseline", "deadline"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!strcmp(element->name, names[i])) return true;
    }
    return false;
}

static void prove_all(duban_proving *proving) {
    const duban_element *root = proving->root;
    for (const duban_element *e = root; e; e = duban_element_following(root, e)) {
        proving->proof.records += is_record(e);
        if (is_record(e) && !duban_element_attribute(e, "src")) {
            duban_proving_fail(proving, e, "a %s without src", e->name);
        }
        duban_prove_text(proving, e);
        if (proving->matcher) duban_prove_value(proving, e);
    }
}

static duban_status prove_source(duban_proving *proving, const char *folder) {
    duban_status status = duban_proving_source(proving, folder);
    if (status != DUBAN_OK) return status;
    duban_proving_unpack(proving);
    read_written(proving);
    prove_all(proving);
    return proving->proof.failed ? DUBAN_NOT_PROVEN : DUBAN_OK;
}

static void complain_about_file(duban_diags *diags, const char *path, duban_status status) {
    duban_diag_add(diags,
                   (duban_diag){.severity = DUBAN_ERROR,
                                .status = status,
                                .stage = DUBAN_STAGE_OUT,
                                .file = path,
                                .span = DUBAN_SPAN_NONE},
                   "%s", duban_status_meaning(status));
}

static void free_file(void *file) { duban_file_free(file); }

duban_status duban_verify(const char *xml_path, const char *folder, const duban_rules *rules,
                          duban_arena *arena, duban_diags *diags, duban_proof *proof) {
    duban_file *xml = duban_arena_alloc(arena, sizeof *xml);
    duban_status status = duban_file_read(xml_path, DUBAN_SOURCE_MAX, xml);
    if (status != DUBAN_OK) {
        complain_about_file(diags, xml_path, status);
        return status;
    }
    duban_arena_own(arena, free_file, xml);
    duban_proving *proving = duban_arena_alloc(arena, sizeof *proving);
    *proving = (duban_proving){.arena = arena, .diags = diags, .xml_path = xml_path};
    duban_arena_own(arena, free_file, &proving->source);
    if (rules) proving->matcher = duban_matcher_new(rules, arena, NULL);
    status = duban_xml_read(xml_path, xml->bytes, xml->length, arena, diags, &proving->root);
    if (status == DUBAN_OK) status = prove_source(proving, folder);
    *proof = proving->proof;
    return status;
}
