/*
 * Path -> bytes. The size that the system states is a hint only: pipes and files of /proc state
 * none, and a file may grow while it is read.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static duban_status status_of_errno(void) {
    if (errno == ENOENT || errno == ENOTDIR) return DUBAN_NOT_FOUND;
    return errno == ENOMEM ? DUBAN_NO_MEMORY : DUBAN_UNREADABLE;
}

/* Room for the next read: at least one byte beyond what is there. */
static bool make_room(duban_file *file, size_t *capacity, size_t hint) {
    if (file->length < *capacity) return true;
    size_t wanted = *capacity ? 2 * *capacity : hint;
    unsigned char *grown = realloc(file->bytes, wanted);
    if (!grown) return false;
    file->bytes = grown;
    *capacity = wanted;
    return true;
}

static duban_status read_all(int descriptor, size_t limit, duban_file *file) {
    struct stat facts;
    if (fstat(descriptor, &facts) != 0) return status_of_errno();
    if (S_ISREG(facts.st_mode) && (size_t)facts.st_size > limit) return DUBAN_TOO_LARGE;
    size_t capacity = 0, hint = S_ISREG(facts.st_mode) ? (size_t)facts.st_size + 1 : 65536;
    while (true) {
        if (!make_room(file, &capacity, hint)) return DUBAN_NO_MEMORY;
        ssize_t got = read(descriptor, file->bytes + file->length, capacity - file->length);
        if (got == 0) return DUBAN_OK;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return status_of_errno();
        file->length += (size_t)got;
        if (file->length > limit) return DUBAN_TOO_LARGE;
    }
}

duban_status duban_file_read_descriptor(int descriptor, size_t limit, duban_file *file) {
    *file = (duban_file){0};
    duban_status status = read_all(descriptor, limit, file);
    int kept = errno;
    if (status != DUBAN_OK) duban_file_free(file);
    errno = kept;
    return status;
}

duban_status duban_file_read(const char *path, size_t limit, duban_file *file) {
    *file = (duban_file){0};
    bool standard = !strcmp(path, "-");
    int descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return status_of_errno();
    duban_status status = duban_file_read_descriptor(descriptor, limit, file);
    int kept = errno;
    if (!standard) close(descriptor);
    errno = kept;
    return status;
}

void duban_file_free(duban_file *file) {
    free(file->bytes);
    *file = (duban_file){0};
}
