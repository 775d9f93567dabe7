/*
 * Containers: files that hold documents. In: a file or bytes. Out: each document in it, one after
 * another, under a name of its own.
 *
 *     archive.zip!/path/in/it.html        ZIP, tar with any compression
 *     page.html.gz!/page.html             one compressed file
 *     crawl.warc.gz!/http://host/page     WARC 1.0 and 1.1: responses, resources, conversions
 *     dump.csv!/row/17                    a row of a CSV or JSON Lines dump (the first is 1)
 *     outer.zip!/inner.zip!/a.txt         one container in another, no deeper
 *
 * What a file is, its bytes decide; a DOCX or OFD is a ZIP too, but a document. Members are
 * streamed: one at a time is in memory, nothing is written to disk, a member's path is only a
 * label (base/label.h), cut where it is too long; the second of a name has ~2 behind it. Links,
 * paths that lead out of the archive, members with a password and what goes over a limit (limits.h)
 * are refused by name. Hidden members (.DS_Store, __MACOSX) are passed over.
 */
#ifndef DUBAN_INGEST_CONTAINERS_CONTAINER_H
#define DUBAN_INGEST_CONTAINERS_CONTAINER_H

#include "ingest/document.h"

/* Where the bytes are: in memory; if bytes is NULL, in the file at path; if that is NULL too, in
 * the open file. length in any case. */
typedef struct {
    const char *href; /* what members' names begin with */
    const char *path;
    const unsigned char *bytes;
    size_t length;
    int file; /* stays open; its position is lost */
} duban_container_source;

typedef struct {
    const char *column;    /* of dumps; NULL: text files that may be dumps are documents */
    const char *id_column; /* or NULL */
    bool every_column;     /* every cell of a row is given, all under the row's name */
} duban_container_options;

/* Who is told. What is handed over lives until the call returns; false ends the walk. */
typedef struct {
    void *context;
    /* id: the row's value in the id column, NULL if there is none */
    bool (*document)(void *context, const duban_input *document, const char *id);
    /* A member that gives no document. DUBAN_OK: left out on purpose, nothing is lost. */
    bool (*refused)(void *context, const char *href, duban_status status, const char *why);
} duban_container_visitor;

/* Whether the bytes, or the beginning of a longer file, are a container's. */
bool duban_container_is(const duban_container_source *source,
                        const duban_container_options *options);

/*
 * Hands over all documents of a container. DUBAN_OK if it was read to its end or the visitor ended
 * the walk, whatever was refused; another status where the rest could not be read: the visitor was
 * told why, under the container's own name. Needs no arena; calls may nest.
 */
duban_status duban_container_walk(const duban_container_source *source,
                                  const duban_container_options *options,
                                  const duban_container_visitor *visitor);

/*
 * The bytes of the member that is named as above, in the arena; only one with this SHA-256 unless
 * it is NULL. DUBAN_NOT_FOUND if there is no such container or member.
 */
duban_status duban_container_find(const char *name, const char *sha256, duban_arena *arena,
                                  const unsigned char **bytes, size_t *length);

#endif
