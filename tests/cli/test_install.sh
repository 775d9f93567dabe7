# The installation stands on its own: moved away, program and libraries work, and the example
# builds with pkg-config and with CMake.
. "$(dirname "$0")/lib.sh"
notice good.txt
unset DUBAN_RULES
cmake --install "$(dirname "$DUBAN")" --prefix "$work/prefix" >out 2>err || fail 'cmake --install'
mv prefix moved
rules=moved/share/duban/rules
expect 0 moved/bin/duban extract good.txt
cp out by-program.xml

pc=$(find moved -name duban.pc)
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
cc -o by-pkg-config "$SOURCE/examples/ledger.c" $(pkg-config --cflags --libs duban) 2>err || fail 'pkg-config build'
LD_LIBRARY_PATH=$(pkg-config --variable=libdir duban)
export LD_LIBRARY_PATH
expect 0 ./by-pkg-config "$rules" good.txt
cmp -s out by-program.xml || fail 'the example gives another ledger'
[ "$(nm -D --defined-only "$LD_LIBRARY_PATH/libduban.so" | grep -v ' duban_' | grep -c ' T ')" = 0 ] ||
    fail 'the library exports more than its own names'
nm -D --defined-only "$LD_LIBRARY_PATH/libduban.so" | grep -q duban_arena && fail 'inner functions are exported'

mkdir project
cat >project/CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.25)
project(example LANGUAGES C)
find_package(duban REQUIRED)
add_executable(shared $SOURCE/examples/ledger.c)
target_link_libraries(shared PRIVATE duban::duban)
add_executable(static $SOURCE/examples/ledger.c)
target_link_libraries(static PRIVATE duban::duban_static)
END
unset LD_LIBRARY_PATH
cmake -G Ninja -S project -B project/build -DCMAKE_PREFIX_PATH="$work/moved" >out 2>err || fail 'find_package'
cmake --build project/build >out 2>err || fail 'CMake build'
for program in shared static; do
    expect 0 "project/build/$program" "$rules" good.txt
    cmp -s out by-program.xml || fail "the $program example gives another ledger"
done
