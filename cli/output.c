/* Files that appear by rename; see output.h. */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool duban_output_folder(const char *path) {
    char part[PATH_MAX];
    size_t length = strlen(path);
    if (length >= sizeof part) {
        errno = ENAMETOOLONG;
        return false;
    }
    for (size_t i = 1; i <= length; i++) {
        if (path[i] && path[i] != '/') continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) return false;
    }
    struct stat facts;
    if (stat(path, &facts) != 0) return false;
    errno = ENOTDIR;
    return S_ISDIR(facts.st_mode);
}

static bool write_all(int descriptor, const char *bytes, size_t length) {
    while (length) {
        ssize_t done = write(descriptor, bytes, length);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return false;
        bytes += done;
        length -= (size_t)done;
    }
    return true;
}

duban_status duban_output_write(const char *folder, const char *name, const char *bytes,
                                size_t length) {
    char final[PATH_MAX], temporary[PATH_MAX];
    int a = snprintf(final, sizeof final, "%s/%s", folder, name);
    int b = snprintf(temporary, sizeof temporary, "%s/.%s.%ld.tmp", folder, name, (long)getpid());
    if (a >= (int)sizeof final || b >= (int)sizeof temporary) {
        errno = ENAMETOOLONG;
        return DUBAN_NOT_WRITTEN;
    }
    int descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return DUBAN_NOT_WRITTEN;
    bool written = write_all(descriptor, bytes, length);
    int kept = errno;
    if (close(descriptor) != 0 && written) {
        written = false;
        kept = errno;
    }
    if (written && rename(temporary, final) == 0) return DUBAN_OK;
    if (written) kept = errno;
    unlink(temporary);
    errno = kept;
    return DUBAN_NOT_WRITTEN;
}
