/*
 * What a file is that no reader takes, so that the message can name it.
 *
 * In: the first bytes (and, for ZIP, the names of its members). Out: a name. The signatures are
 * those of the formats' own specifications; none of them can begin a Chinese text.
 */
#include "ingest/magic.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "ingest/packed/directory.h"

typedef struct {
    size_t offset;
    const char *bytes;
    size_t length;
    const char *name;
    const char *key; /* for converters; NULL: none is known */
} signature;

#define SIGNATURE(offset, bytes, name)                                                             \
    { offset, bytes, sizeof bytes - 1, name, NULL }
#define KEYED(key, offset, bytes, name)                                                            \
    { offset, bytes, sizeof bytes - 1, name, key }

static const signature signatures[] = {
    SIGNATURE(0, "%PDF-", "a PDF document"),
    KEYED("ole", 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an OLE document (DOC, WPS, XLS or PPT)"),
    KEYED("rtf", 0, "{\\rtf", "an RTF document"),
    KEYED("image", 0, "\x89PNG\r\n", "a PNG image"),
    KEYED("image", 0, "\xFF\xD8\xFF", "a JPEG image"),
    KEYED("image", 0, "GIF8", "a GIF image"),
    KEYED("image", 0, "II*\0", "a TIFF image"),
    KEYED("image", 0, "MM\0*", "a TIFF image"),
    KEYED("image", 8, "WEBPVP8", "a WebP image"),
    SIGNATURE(0, "\x1F\x8B", "a gzip file"),
    SIGNATURE(0, "BZh", "a bzip2 file"),
    SIGNATURE(0,
              "\xFD"
              "7zXZ",
              "an xz file"),
    SIGNATURE(0, "\x28\xB5\x2F\xFD", "a zstd file"),
    SIGNATURE(0, "7z\xBC\xAF\x27\x1C", "a 7z archive"),
    SIGNATURE(0, "Rar!\x1A\x07", "a RAR archive"),
    SIGNATURE(257, "ustar", "a tar archive"),
    SIGNATURE(0, "WARC/1.", "a WARC crawl"),
    SIGNATURE(0, "SQLite format 3", "an SQLite database"),
    SIGNATURE(0,
              "\x7F"
              "ELF",
              "a program"),
    SIGNATURE(0, "MZ\x90", "a program"),
};

/* Packages: a ZIP with this member, or one whose first member is its type. */
static const struct {
    const char *member, *type, *name, *key;
} packages[] = {
    {"OFD.xml", NULL, "an OFD document", NULL},
    {"word/document.xml", NULL, "a DOCX document", NULL},
    {"xl/workbook.xml", NULL, "an XLSX workbook", NULL},
    {"ppt/presentation.xml", NULL, "a PPTX presentation", NULL},
    {NULL, "application/vnd.oasis", "an OpenDocument file", "odf"},
    {NULL, "application/epub+zip", "an EPUB book", NULL},
};
enum { PACKAGE_COUNT = sizeof packages / sizeof *packages };

static const char *const html_starts[] = {"<!doctype html", "<html", "<head", "<body", "<meta",
                                          "<title",         "<div",  "<p>",   "<p ",   "<table",
                                          "<script",        "<style"};

/* What a piece of a page may begin with, and Markdown too: then paragraphs of a page must follow.
 */
static const char *const fragment_starts[] = {
    "<h1",   "<h2",   "<h3",     "<h4", "<section", "<article", "<main", "<center",
    "<span", "<font", "<strong", "<b>", "<br",      "<ul",      "<ol",   "<a "};
static const char *const fragment_parts[] = {"</p>", "<br", "</div>", "</section>"};

static bool is_called(const void *context, const char *name) { return !strcasecmp(name, context); }

/* Which of the packages it is; PACKAGE_COUNT: none. */
static size_t package_of(const unsigned char *bytes, size_t length) {
    enum { TYPE = 38 }; /* where the text of a first member called "mimetype" stands */
    bool zip = length >= 4 && !memcmp(bytes, "PK\3\4", 4);
    for (size_t i = 0; zip && i < PACKAGE_COUNT; i++) {
        const char *type = packages[i].type, *member = packages[i].member;
        if (type && length > TYPE + strlen(type) && !memcmp(bytes + TYPE, type, strlen(type)))
            return i;
        if (member && duban_zip_has(bytes, length, is_called, member)) return i;
    }
    return PACKAGE_COUNT;
}

bool duban_magic_is_package(const unsigned char *bytes, size_t length) {
    return package_of(bytes, length) < PACKAGE_COUNT;
}

/* Past a byte order mark, white space and comments. */
static size_t skip_prologue(const unsigned char *bytes, size_t length) {
    size_t at = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (;;) {
        while (at < length && bytes[at] <= ' ' && bytes[at]) at++;
        if (length - at < 4 || memcmp(bytes + at, "<!--", 4) != 0) return at;
        const unsigned char *end = memmem(bytes + at, length - at, "-->", 3);
        if (!end) return at;
        at = (size_t)(end - bytes) + 3;
    }
}

static bool starts_with(const unsigned char *bytes, size_t length, const char *word) {
    size_t n = strlen(word);
    return length >= n && strncasecmp((const char *)bytes, word, n) == 0;
}

/* The ASCII of the beginning of a UTF-16 text, told by its mark or by a zero beside its first
 * character; 0 if it is none. */
static size_t narrow(const unsigned char *bytes, size_t length, unsigned char *out, size_t size) {
    if (length < 4) return 0;
    bool little = !memcmp(bytes, "\xFF\xFE", 2) || (bytes[0] && !bytes[1]);
    bool big = !memcmp(bytes, "\xFE\xFF", 2) || (!bytes[0] && bytes[1]);
    if (little == big) return 0;
    size_t count = 0;
    for (size_t i = bytes[0] >= 0xFE ? 2 : 0; i + 1 < length && count < size; i += 2) {
        unsigned char low = bytes[i + big], high = bytes[i + little];
        out[count++] = high ? 0x80 : low;
    }
    return count;
}

static bool is_fragment(const unsigned char *bytes, size_t length) {
    size_t window = length < 4096 ? length : 4096;
    for (size_t i = 0; i < sizeof fragment_starts / sizeof *fragment_starts; i++) {
        if (!starts_with(bytes, length, fragment_starts[i])) continue;
        for (size_t k = 0; k < sizeof fragment_parts / sizeof *fragment_parts; k++)
            if (memmem(bytes, window, fragment_parts[k], strlen(fragment_parts[k]))) return true;
    }
    return false;
}

bool duban_magic_is_html(const unsigned char *bytes, size_t length) {
    unsigned char ascii[2048];
    size_t narrowed = narrow(bytes, length, ascii, sizeof ascii);
    if (narrowed) {
        bytes = ascii;
        length = narrowed;
    }
    size_t at = skip_prologue(bytes, length);
    size_t window = length - at < 512 ? length - at : 512;
    if (starts_with(bytes + at, length - at, "<?xml"))
        return memmem(bytes + at, window, "<html", 5);
    for (size_t i = 0; i < sizeof html_starts / sizeof *html_starts; i++)
        if (starts_with(bytes + at, length - at, html_starts[i])) return true;
    return is_fragment(bytes + at, length - at);
}

bool duban_magic_is_tagged(const unsigned char *bytes, size_t length) {
    enum { WINDOW = 1 << 16, LEAST = 3 };
    size_t lines = 1, ends = 0, window = length < WINDOW ? length : WINDOW;
    for (size_t at = 1; at < window; at++) {
        if (bytes[at] == '\n') lines += bytes[at - 1] != '\n' && bytes[at - 1] != '\r';
        if (bytes[at] != '<') continue;
        for (size_t i = 0; i < sizeof fragment_parts / sizeof *fragment_parts; i++)
            ends += starts_with(bytes + at, window - at, fragment_parts[i]);
    }
    return ends >= LEAST && ends * 2 >= lines && !duban_magic_name(bytes, length);
}

static const char *markup_name(const unsigned char *bytes, size_t length) {
    size_t at = skip_prologue(bytes, length);
    if (duban_magic_is_html(bytes, length)) return "an HTML page";
    if (starts_with(bytes + at, length - at, "<?xml")) return "an XML document";
    if (starts_with(bytes + at, length - at, "MIME-Version:")) return "an MHTML page";
    return NULL;
}

static const signature *signature_of(const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const signature *s = &signatures[i];
        if (length >= s->offset + s->length && memcmp(bytes + s->offset, s->bytes, s->length) == 0)
            return s;
    }
    return NULL;
}

const char *duban_magic_key(const unsigned char *bytes, size_t length) {
    size_t package = package_of(bytes, length);
    const signature *s = signature_of(bytes, length);
    if (package < PACKAGE_COUNT) return packages[package].key;
    return s ? s->key : NULL;
}

const char *duban_magic_name(const unsigned char *bytes, size_t length) {
    size_t package = package_of(bytes, length);
    if (package < PACKAGE_COUNT) return packages[package].name;
    if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0) return "a ZIP archive";
    const signature *s = signature_of(bytes, length);
    return s ? s->name : markup_name(bytes, length);
}
