/* Any bytes become well-formed UTF-16, and UTF-8 made of it comes back the same. */
#include <stdlib.h>

#include "base/str.h"
#include "tests/fuzz/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    duban_arena *arena = duban_arena_new((size_t)64 << 20);
    duban_str text = duban_str_from_utf8(arena, (const char *)bytes, length);
    const char *utf8 = duban_str_to_utf8(arena, text);
    size_t size = 0;
    for (uint32_t i = 0; i < text.length; i++) size += duban_unit_utf8_length(text.units[i]);
    if (!duban_str_equal(text, duban_str_from_utf8(arena, utf8, size))) abort();
    duban_arena_free(arena);
    return 0;
}
