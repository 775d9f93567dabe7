/*
 * Any bytes in the charset that is found for them, and in one that a label names: every unit has
 * its place in the source, in order, and none is lost.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "ingest/decode.h"
#include "tests/fuzz/target.h"

typedef struct {
    duban_arena *arena;
    duban_charset charset;
    const uint8_t *bytes;
    size_t length;
} decoding;

static duban_status decode_and_check(void *context) {
    decoding *d = context;
    duban_decoded text;
    duban_status status = duban_decode(d->arena, &d->charset, d->bytes, d->length, &text);
    if (status != DUBAN_OK) return status;
    for (uint32_t i = 0; i < text.length; i++) {
        if (text.src[i] < d->charset.skip || text.src[i] + text.width[i] > d->length) abort();
        if (i && text.src[i] < text.src[i - 1]) abort();
    }
    if (d->charset.converter) {
        duban_decode_count count = duban_decode_try(&d->charset, d->bytes, d->length);
        if (count.bad > count.characters) abort();
    }
    return DUBAN_OK;
}

static void decode_as(duban_charset charset, const uint8_t *bytes, size_t length) {
    if (!charset.iana) return;
    decoding d = {duban_arena_new(DUBAN_DOCUMENT_MEMORY), charset, bytes, length};
    duban_arena_run(d.arena, decode_and_check, &d);
    duban_arena_free(d.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const char *const labels[] = {"utf-8",   "utf-16le",   "utf-16be",  "gb2312",
                                         "gb18030", "hz-gb-2312", "big5-hkscs"};
    if (!length) return 0;
    decode_as(duban_charset_decide(bytes, length), bytes, length);
    const char *label = labels[bytes[0] % (sizeof labels / sizeof *labels)];
    decode_as(duban_charset_of_label(label), bytes + 1, length - 1);
    return 0;
}
