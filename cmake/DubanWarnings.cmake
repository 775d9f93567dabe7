# Warnings, sanitizers and coverage, in one interface target that is never installed.
add_library(duban_warnings INTERFACE)
target_compile_options(duban_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith
  -Wwrite-strings -Wvla -Wundef $<$<BOOL:${DUBAN_WERROR}>:-Werror>)
target_compile_definitions(duban_warnings INTERFACE _GNU_SOURCE)
if(DUBAN_SANITIZE)
  add_compile_options(-fsanitize=${DUBAN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${DUBAN_SANITIZE})
endif()
if(DUBAN_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(DUBAN_BUILD_FUZZ)
  # Without it libFuzzer sees which paths of the target are new, but none of the library's.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
