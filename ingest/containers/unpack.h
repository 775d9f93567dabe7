/*
 * libarchive's readers behind limits: members of a ZIP or tar, or one stream behind a compression.
 * Every byte that comes out is counted here, whatever the archive says of their number.
 */
#ifndef DUBAN_INGEST_CONTAINERS_UNPACK_H
#define DUBAN_INGEST_CONTAINERS_UNPACK_H

#include "ingest/containers/container.h"

typedef struct {
    uint64_t used, most; /* bytes unpacked so far, and how many may be */
    uint32_t members;
} duban_unpack_budget;

typedef struct duban_unpack duban_unpack;

typedef enum {
    DUBAN_UNPACK_STREAM,  /* what is behind the compression, as it is */
    DUBAN_UNPACK_MEMBERS, /* the members of a ZIP or tar */
} duban_unpack_mode;

typedef struct {
    const char *path; /* UTF-8 */
    bool is_file, is_folder, is_link, encrypted;
} duban_unpack_entry;

/* Opens a source; in the arena, closed with it. NULL: it cannot be opened. A stream is ready to be
 * read, of members the first comes with duban_unpack_next. */
duban_unpack *duban_unpack_open(duban_arena *arena, const duban_container_source *source,
                                duban_unpack_mode mode, duban_unpack_budget *budget);

/* The next member. DUBAN_EMPTY behind the last, DUBAN_UNREADABLE where the archive is damaged. */
duban_status duban_unpack_next(duban_unpack *unpack, duban_arena *arena, duban_unpack_entry *entry);

/* Up to room bytes of the member or stream; *got 0 at its end. DUBAN_TOO_LARGE: over the budget. */
duban_status duban_unpack_read(duban_unpack *unpack, unsigned char *bytes, size_t room,
                               size_t *got);

/* All of it, at most DUBAN_SOURCE_MAX bytes (else DUBAN_TOO_LARGE); into the arena. */
duban_status duban_unpack_whole(duban_unpack *unpack, duban_arena *arena,
                                const unsigned char **bytes, size_t *length);

/* Reads to the end of the member and forgets it: what is passed over is counted too. */
duban_status duban_unpack_drain(duban_unpack *unpack);

/* Whether there was a compression around what is read. */
bool duban_unpack_is_compressed(const duban_unpack *unpack);

/* What libarchive says of the last failure. */
const char *duban_unpack_error(const duban_unpack *unpack);

#endif
