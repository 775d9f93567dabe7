/* Packages for tests: a ZIP in memory from paths and texts. */
#ifndef DUBAN_TESTS_UNIT_ZIP_H
#define DUBAN_TESTS_UNIT_ZIP_H

#include <archive.h>
#include <archive_entry.h>
#include <stddef.h>
#include <string.h>

typedef struct {
    const char *path, *text;
} zip_member;

/* Writes the members and returns the size of the ZIP; a member without text has these bytes. */
static inline size_t zip_make_bytes(const zip_member *members, const unsigned char *content,
                                    size_t length, size_t count, unsigned char *bytes,
                                    size_t room) {
    size_t used = 0;
    struct archive *zip = archive_write_new();
    archive_write_set_format_zip(zip);
    archive_write_zip_set_compression_store(zip);
    archive_write_open_memory(zip, bytes, room, &used);
    for (size_t i = 0; i < count; i++) {
        const void *text = members[i].text ? (const void *)members[i].text : content;
        size_t size = members[i].text ? strlen(members[i].text) : length;
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, members[i].path);
        archive_entry_set_size(entry, (la_int64_t)size);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_write_header(zip, entry);
        archive_write_data(zip, text, size);
        archive_entry_free(entry);
    }
    archive_write_close(zip);
    archive_write_free(zip);
    return used;
}

static inline size_t zip_make(const zip_member *members, size_t count, unsigned char *bytes,
                              size_t room) {
    return zip_make_bytes(members, NULL, 0, count, bytes, room);
}

#endif
