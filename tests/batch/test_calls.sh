# The N-th call of the system or of malloc fails: no crash, no half output, and the next run puts
# it right.
. "$SOURCE/tests/batch/lib.sh"
[ -n "${FAILING-}" ] || exit 77

inputs in 12
expect 0 "$DUBAN" run -q in -o whole

try() { # CALL N
    rm -rf torn
    LD_PRELOAD=$FAILING FAIL_CALL=$1 FAIL_AT=$2 "$DUBAN" run -q -j2 in -o torn >out 2>err
    got=$?
    [ $got -le 3 ] || fail "status $got when $1 fails at call $2"
    [ $got -eq 0 ] || [ -s err ] || fail "status $got without a word when $1 fails at call $2"
    for file in torn/*.xml; do
        [ ! -e "$file" ] || cmp -s "$file" "whole/${file##*/}" || fail "half an output: $file"
    done
    expect 0 "$DUBAN" run -q --retry in -o torn
    same_tree whole torn
}
for n in ${CALLS:-1 4}; do
    for call in write fdatasync fsync renameat fork; do try $call "$n"; done
done
for n in ${MALLOCS:-100 5000}; do try malloc "$n"; done
