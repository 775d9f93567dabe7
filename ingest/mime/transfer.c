/* Quoted-printable and base64 -> bytes; see transfer.h. No decoded text is longer than its source.
 */
#include "ingest/mime/transfer.h"

#include <string.h>
#include <strings.h>

static int hex_of(unsigned char c) {
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The end of the line break, behind blanks, that begins here; the same place if none does. */
static size_t break_end(duban_mime_span body, size_t at) {
    size_t end = at;
    while (end < body.length && (body.bytes[end] == ' ' || body.bytes[end] == '\t')) end++;
    if (end < body.length && body.bytes[end] == '\r') end++;
    if (end < body.length && body.bytes[end] == '\n') return end + 1;
    return end == body.length ? end : at;
}

static size_t decode_quoted(duban_mime_span body, unsigned char *out, size_t *bad) {
    size_t length = 0;
    for (size_t i = 0; i < body.length;) {
        if (body.bytes[i] != '=') {
            out[length++] = body.bytes[i++];
            continue;
        }
        size_t behind = break_end(body, i + 1);
        int high = i + 2 < body.length ? hex_of(body.bytes[i + 1]) : -1;
        int low = high >= 0 ? hex_of(body.bytes[i + 2]) : -1;
        if (behind > i + 1 || i + 1 == body.length) {
            i = behind;
        } else if (low >= 0) {
            out[length++] = (unsigned char)(high * 16 + low);
            i += 3;
        } else {
            ++*bad;
            out[length++] = body.bytes[i++];
        }
    }
    return length;
}

static int sextet_of(unsigned char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static size_t decode_base64(duban_mime_span body, unsigned char *out, size_t *bad) {
    size_t length = 0;
    unsigned bits = 0, have = 0;
    for (size_t i = 0; i < body.length; i++) {
        unsigned char c = body.bytes[i];
        if (c == '=') {
            have = 0; /* padding; what follows begins anew */
            continue;
        }
        int sextet = sextet_of(c);
        if (sextet < 0) {
            *bad += c > ' ';
            continue;
        }
        bits = (bits << 6 | (unsigned)sextet) & 0xFFFFFF;
        have += 6;
        if (have < 8) continue;
        have -= 8;
        out[length++] = (unsigned char)(bits >> have);
    }
    return length;
}

bool duban_mime_decode(duban_arena *arena, duban_mime_span body, const char *encoding,
                       duban_mime_span *decoded, size_t *bad) {
    static const char *const plain[] = {"7bit", "8bit", "binary"};
    size_t size = encoding ? strcspn(encoding, "; ") : 0;
    *decoded = body;
    *bad = 0;
    if (size == 0) return true;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (size == strlen(plain[i]) && !strncasecmp(encoding, plain[i], size)) return true;
    bool quoted = size == strlen("quoted-printable") && duban_mime_is(encoding, "quoted-printable");
    if (!quoted && !(size == strlen("base64") && duban_mime_is(encoding, "base64"))) return false;
    unsigned char *out = duban_arena_alloc(arena, body.length + 1);
    size_t length = quoted ? decode_quoted(body, out, bad) : decode_base64(body, out, bad);
    *decoded = (duban_mime_span){out, length};
    return true;
}
