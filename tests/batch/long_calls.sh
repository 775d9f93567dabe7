# Forty calls (POINTS) of each function fail in runs of their own. Run by hand: see tests/batch/README.md.
: "${ONLY:=malloc open close read write pread pread64 pwrite64 lseek fstat ftruncate ftruncate64 mmap mmap64 memfd_create
    fdatasync fsync syncfs renameat unlink unlinkat mkdir fdopendir readdir fork waitpid dup2 pipe2 poll signalfd
    socketpair sendmsg recvmsg pthread_create}"
export ONLY
POINTS=${POINTS:-40} exec sh "$SOURCE/tests/batch/test_calls.sh"
