/* memfd_create(2); see memory_file.h. */
#include "cli/batch/memory_file.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

int duban_memory_file(const void *bytes, size_t length) {
    const char *from = bytes;
    int file = memfd_create("duban", MFD_CLOEXEC);
    for (size_t done = 0; file >= 0 && done < length;) {
        ssize_t put = write(file, from + done, length - done);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) {
            close(file);
            return -1;
        }
        done += (size_t)put;
    }
    if (file >= 0) (void)lseek(file, 0, SEEK_SET);
    return file;
}
