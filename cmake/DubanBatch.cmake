# duban run, status and merge: cli/batch, the ledger in SQLite and the workers' cage. A build that
# cannot have the cage stops here; one without it is asked for with -DDUBAN_BATCH=OFF.
include(CheckIncludeFile)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3>=3.24)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp>=2.5)
find_package(Threads REQUIRED)
check_include_file(linux/landlock.h DUBAN_HAVE_LANDLOCK)
if(NOT DUBAN_HAVE_LANDLOCK)
  message(FATAL_ERROR "linux/landlock.h is missing: install the kernel's headers (5.13 or later), "
    "or build without duban run by -DDUBAN_BATCH=OFF")
endif()

# The worker stands apart, because the tests build one that fails on purpose.
file(GLOB DUBAN_BATCH_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cli/batch/*.c)
list(FILTER DUBAN_BATCH_SOURCES EXCLUDE REGEX "/worker\\.c$")
target_sources(duban PRIVATE ${DUBAN_BATCH_SOURCES} ${PROJECT_SOURCE_DIR}/cli/batch/worker.c)
target_compile_definitions(duban PRIVATE DUBAN_BATCH)
target_link_libraries(duban PRIVATE PkgConfig::SQLITE3 PkgConfig::SECCOMP Threads::Threads)
