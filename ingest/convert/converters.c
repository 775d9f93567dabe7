/* Converters as processes; see converters.h. */
#include "ingest/convert/converters.h"

#include <string.h>

#include "base/limits.h"
#include "ingest/convert/process.h"

enum { NOT_ALLOWED = 126 /* the shell's: a program is there and may not be run, as in a cage */ };

duban_status duban_converter_run(const duban_converter *converter, duban_arena *arena,
                                 const unsigned char *bytes, size_t length,
                                 const unsigned char **output, size_t *output_length,
                                 duban_diags *diags) {
    const char *const argv[] = {"sh", "-c", converter->command, NULL};
    const duban_process_limits limits = {
        .seconds = converter->seconds ? converter->seconds : DUBAN_CONVERT_SECONDS,
        .memory = converter->memory ? converter->memory : DUBAN_CONVERT_MEMORY,
        .output = DUBAN_CONVERT_OUTPUT};
    duban_process_output result;
    duban_diags told = {.arena = arena};
    duban_status status = duban_process_run(arena, argv, bytes, length, &limits, &result, &told);
    if (status == DUBAN_UNSUPPORTED) return status;
    if (status != DUBAN_OK)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, status, "'%s' failed: %s",
                               converter->name, told.count ? told.items[0].message : "no reason");
    if (result.exit_status == NOT_ALLOWED) return DUBAN_UNSUPPORTED;
    if (result.exit_status != 0)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_UNREADABLE,
                               "'%s' cannot read it: %s", converter->name, result.complaint);
    if (!result.length)
        return duban_diag_fail(diags, DUBAN_STAGE_INGEST, DUBAN_NO_TEXT, "'%s' found no text in it",
                               converter->name);
    *output = result.bytes;
    *output_length = result.length;
    return DUBAN_OK;
}

const duban_converter *duban_converters_find(const duban_converters *converters, const char *name) {
    for (uint32_t i = 0; converters && i < converters->count; i++)
        if (!strcmp(converters->items[i].name, name)) return &converters->items[i];
    return NULL;
}

const char *duban_converters_names(const duban_converters *converters, const char *format,
                                   duban_arena *arena) {
    const char *names = "";
    for (uint32_t i = 0; i < converters->count; i++)
        if (!strcmp(converters->items[i].format, format))
            names = duban_arena_printf(arena, "%s%s'%s'", names, *names ? ", " : "",
                                       converters->items[i].name);
    return names;
}
