/* vocab/converters.tsv -> converters; see converters.h. */
#include "extract/converters.h"

#include <stdlib.h>

duban_converters duban_rules_converters(const duban_rules *rules, duban_arena *arena) {
    const duban_vocab *vocab = duban_rules_vocab(rules, "converters");
    uint32_t count = vocab ? duban_vocab_count(vocab) : 0;
    duban_converter *items = duban_arena_alloc(arena, (count + 1) * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        const char *megabytes = duban_vocab_field(vocab, i, "megabytes");
        items[i] = (duban_converter){
            .name = duban_str_to_utf8(arena, duban_vocab_word(vocab, i)),
            .format = duban_vocab_field(vocab, i, "format"),
            .command = duban_vocab_field(vocab, i, "command"),
            .programs = duban_vocab_field(vocab, i, "programs"),
            .yields = duban_vocab_field(vocab, i, "yields"),
            .seconds = (unsigned)strtoul(duban_vocab_field(vocab, i, "seconds"), NULL, 10),
            .memory = (size_t)strtoul(megabytes, NULL, 10) * 1024 * 1024};
    }
    return (duban_converters){items, count};
}

static duban_converters list(const void *rules, duban_arena *arena) {
    return duban_rules_converters(rules, arena);
}

duban_converter_source duban_rules_converter_source(const duban_rules *rules) {
    return (duban_converter_source){.list = list, .context = rules};
}
