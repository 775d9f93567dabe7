/*
 * The attachments of a page that lie beside it: from the links in its metadata to files.
 *
 * Only files in the page's own folder and below are taken, whatever a link or a symbolic link says,
 * and nothing is fetched. A link into the network is looked for by its file's name, that of its
 * last parameter, or its words: that is how pages are saved with what they link.
 */
#ifndef DUBAN_CLI_ATTACHMENTS_H
#define DUBAN_CLI_ATTACHMENTS_H

#include "base/arena.h"
#include "cli/inputs.h"

typedef enum {
    DUBAN_ATTACHMENT_BESIDE,
    DUBAN_ATTACHMENT_MISSING,
    DUBAN_ATTACHMENT_OUTSIDE, /* the link leads out of the page's folder */
} duban_attachment_place;

/* Where the attachment of a page is that is linked by href and named so; *path is set, in the
 * arena, where it lies beside. Must run inside duban_arena_run(arena). */
duban_attachment_place duban_cli_attachment_find(const char *page, const char *href,
                                                 const char *name, duban_arena *arena,
                                                 const char **path);

/* How much of a page's path is its folder, with the slash. */
size_t duban_cli_folder_length(const char *page);

/* Files that have been read or will be, by identity: under how many names ever, a file is one. */
typedef struct {
    duban_arena *arena;
    struct duban_cli_file *items; /* a hash table */
    uint32_t count, room;
} duban_cli_files;

/* Adds all inputs that are files. */
void duban_cli_files_add_inputs(duban_cli_files *files, const duban_cli_inputs *inputs);

/* Adds the file; false if it was there. */
bool duban_cli_files_add(duban_cli_files *files, const char *path);

#endif
