/* Charset, decoding and the question whether it is text at all, for every format of one text. */
#include "ingest/blank.h"
#include "ingest/decode.h"
#include "ingest/document.h"

/* More than one control among this many characters: not text. */
#define CONTROLS_MAX_SHARE 50

static duban_diag finding(duban_severity severity, duban_status status) {
    return (duban_diag){.severity = severity,
                        .status = status,
                        .stage = DUBAN_STAGE_INGEST,
                        .span = DUBAN_SPAN_NONE};
}

static void report_losses(duban_document *document, const duban_decoded *d) {
    if (d->replaced)
        duban_diag_add(&document->diags, finding(DUBAN_WARNING, DUBAN_OK),
                       "%u byte sequences are not %s and were read as U+FFFD; check the file's "
                       "charset",
                       d->replaced, document->charset);
    if (d->controls)
        duban_diag_add(&document->diags, finding(DUBAN_WARNING, DUBAN_OK),
                       "%u control characters were left out, XML forbids them", d->controls);
}

/* Is what was decoded text at all? */
static duban_status judge(duban_document *document, const duban_decoded *d) {
    if ((uint64_t)d->controls * CONTROLS_MAX_SHARE > d->length) {
        duban_diag_add(&document->diags, finding(DUBAN_ERROR, DUBAN_BINARY),
                       "not text: %u of %u characters are controls", d->controls,
                       d->controls + d->length);
        return DUBAN_BINARY;
    }
    for (uint32_t i = 0; i < d->length; i++)
        if (!duban_unit_is_blank(d->text[i])) return DUBAN_OK;
    duban_diag_add(&document->diags, finding(DUBAN_ERROR, DUBAN_EMPTY),
                   "empty: nothing but white space");
    return DUBAN_EMPTY;
}

duban_status duban_decode_input(const duban_input *input, duban_document *document,
                                duban_decoded *decoded) {
    duban_charset charset = duban_charset_decide(input->bytes, input->length);
    if (!charset.iana) {
        duban_diag_add(&document->diags, finding(DUBAN_ERROR, DUBAN_UNDECODABLE),
                       "not decodable: the bytes are neither UTF-8 nor UTF-16, GB18030 or Big5");
        return DUBAN_UNDECODABLE;
    }
    document->charset = charset.iana;
    duban_status status =
        duban_decode(document->arena, &charset, input->bytes, input->length, decoded);
    if (status == DUBAN_OK) status = judge(document, decoded);
    if (status == DUBAN_OK) report_losses(document, decoded);
    document->replaced = decoded->replaced;
    return status;
}
