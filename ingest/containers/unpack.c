/* libarchive, read only, with the formats and filters named here and no other; see unpack.h. */
#include "ingest/containers/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "ingest/decode.h"

struct duban_unpack {
    struct archive *reader;
    duban_unpack_budget *budget;
};

static void release_reader(void *reader) { archive_read_free(reader); }

/* No filter that runs another program is among them. */
static void support(struct archive *reader, duban_unpack_mode mode) {
    archive_read_support_filter_gzip(reader);
    archive_read_support_filter_bzip2(reader);
    archive_read_support_filter_xz(reader);
    archive_read_support_filter_lzma(reader);
    archive_read_support_filter_zstd(reader);
    archive_read_support_filter_lz4(reader);
    archive_read_support_filter_compress(reader);
    if (mode == DUBAN_UNPACK_STREAM) {
        archive_read_support_format_raw(reader);
        archive_read_support_format_empty(reader);
    } else {
        archive_read_support_format_zip(reader);
        archive_read_support_format_tar(reader);
    }
}

static bool open_source(struct archive *reader, const duban_container_source *source) {
    if (source->bytes)
        return archive_read_open_memory(reader, source->bytes, source->length) == ARCHIVE_OK;
    if (source->path)
        return archive_read_open_filename(reader, source->path, DUBAN_MEMBER_STEP) == ARCHIVE_OK;
    return lseek(source->file, 0, SEEK_SET) == 0 &&
           archive_read_open_fd(reader, source->file, DUBAN_MEMBER_STEP) == ARCHIVE_OK;
}

duban_unpack *duban_unpack_open(duban_arena *arena, const duban_container_source *source,
                                duban_unpack_mode mode, duban_unpack_budget *budget) {
    duban_unpack *u = duban_arena_alloc(arena, sizeof *u);
    *u = (duban_unpack){.reader = archive_read_new(), .budget = budget};
    if (!u->reader) return NULL;
    duban_arena_own(arena, release_reader, u->reader);
    support(u->reader, mode);
    if (!open_source(u->reader, source)) return NULL;
    struct archive_entry *entry;
    if (mode == DUBAN_UNPACK_STREAM && archive_read_next_header(u->reader, &entry) < ARCHIVE_WARN)
        return NULL;
    return u;
}

/*
 * Names without a mark for UTF-8 are in whatever charset the packer's system had. Some GB18030
 * words are valid UTF-8 by chance, but then of two-byte letters only, which no Chinese name is made
 * of.
 */
static bool is_likely_utf8(const char *name) {
    duban_charset charset = duban_charset_decide((const unsigned char *)name, strlen(name));
    bool letters = false, others = false;
    for (const unsigned char *c = (const unsigned char *)name; *c; c++) {
        letters |= *c >= 0xC0 && *c < 0xE0;
        others |= *c >= 0xE0;
    }
    return charset.iana && !strcmp(charset.iana, "UTF-8") && (others || !letters);
}

static const char *name_of(struct archive_entry *entry, duban_arena *arena) {
    const char *name = archive_entry_pathname(entry);
    if (!name) name = archive_entry_pathname_utf8(entry);
    if (!name) return "";
    duban_charset charset = duban_charset_of_label(is_likely_utf8(name) ? "UTF-8" : "GB18030");
    duban_decoded text;
    if (duban_decode(arena, &charset, (const unsigned char *)name, strlen(name), &text) != DUBAN_OK)
        return "";
    return duban_str_to_utf8(arena, (duban_str){text.text, text.length});
}

duban_status duban_unpack_next(duban_unpack *u, duban_arena *arena, duban_unpack_entry *entry) {
    struct archive_entry *e;
    int got = archive_read_next_header(u->reader, &e);
    if (got == ARCHIVE_EOF) return DUBAN_EMPTY;
    if (got < ARCHIVE_WARN) return DUBAN_UNREADABLE;
    if (++u->budget->members > DUBAN_CONTAINER_MEMBERS_MAX) return DUBAN_TOO_LARGE;
    bool link = archive_entry_hardlink(e) || archive_entry_symlink(e);
    *entry = (duban_unpack_entry){.path = name_of(e, arena),
                                  .is_file = archive_entry_filetype(e) == AE_IFREG && !link,
                                  .is_folder = archive_entry_filetype(e) == AE_IFDIR,
                                  .is_link = link,
                                  .encrypted = archive_entry_is_data_encrypted(e)};
    return DUBAN_OK;
}

duban_status duban_unpack_read(duban_unpack *u, unsigned char *bytes, size_t room, size_t *got) {
    *got = 0;
    la_ssize_t read = archive_read_data(u->reader, bytes, room);
    if (read < 0) return DUBAN_UNREADABLE;
    *got = (size_t)read;
    u->budget->used += *got;
    return u->budget->used > u->budget->most ? DUBAN_TOO_LARGE : DUBAN_OK;
}

duban_status duban_unpack_whole(duban_unpack *u, duban_arena *arena, const unsigned char **bytes,
                                size_t *length) {
    unsigned char *room = NULL;
    uint32_t capacity = 0;
    for (*length = 0;;) {
        size_t got;
        room = duban_arena_grow(arena, room, &capacity, (uint32_t)*length + DUBAN_MEMBER_STEP, 1);
        duban_status status = duban_unpack_read(u, room + *length, DUBAN_MEMBER_STEP, &got);
        if (status != DUBAN_OK) return status;
        *length += got;
        *bytes = room;
        if (!got) return DUBAN_OK;
        if (*length > DUBAN_SOURCE_MAX) return DUBAN_TOO_LARGE;
    }
}

duban_status duban_unpack_drain(duban_unpack *u) {
    unsigned char room[16 * 1024];
    size_t got = 0;
    duban_status status;
    do {
        status = duban_unpack_read(u, room, sizeof room, &got);
    } while (status == DUBAN_OK && got);
    return status;
}

bool duban_unpack_is_compressed(const duban_unpack *u) {
    return archive_filter_count(u->reader) > 1;
}

const char *duban_unpack_error(const duban_unpack *u) {
    const char *error = archive_error_string(u->reader);
    return error ? error : "the reason is not known";
}
