/* A record lock (fcntl(2)): it ends with its process, whatever kills it; see lock.h. */
#include "cli/batch/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

pid_t duban_lock_take(int folder) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int file = openat(folder, ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0) return -1;
    if (fcntl(file, F_SETLK, &whole) == 0) return 0; /* stays open: closing would unlock */
    int kept = errno;
    bool taken = kept == EACCES || kept == EAGAIN;
    if (taken && fcntl(file, F_GETLK, &whole) == 0) {
        close(file);
        /* It may have been let go between the two calls. */
        if (whole.l_type == F_UNLCK) return duban_lock_take(folder);
        return whole.l_pid > 0 ? whole.l_pid : 1;
    }
    close(file);
    errno = kept;
    return -1;
}
