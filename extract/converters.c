/* vocab/converters.tsv -> converters, vocab/familiar.tsv -> familiar characters; see converters.h.
 */
#include "extract/converters.h"

#include <stdlib.h>

#include "ingest/garble.h"

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

static const duban_familiar *list_familiar(const void *rules, duban_arena *arena) {
    const duban_vocab *vocab = duban_rules_vocab(rules, "familiar");
    if (!vocab) return NULL;
    duban_familiar *familiar = duban_arena_alloc(arena, sizeof *familiar);
    for (uint32_t i = 0; i < duban_vocab_count(vocab); i++) {
        duban_str row = duban_vocab_word(vocab, i);
        for (uint32_t k = 0; k < row.length; k++) duban_familiar_add(familiar, row.units[k]);
    }
    return familiar;
}

duban_converter_source duban_rules_converter_source(const duban_rules *rules) {
    return (duban_converter_source){.list = list, .familiar = list_familiar, .context = rules};
}
