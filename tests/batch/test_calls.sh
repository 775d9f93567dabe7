# A call of the system or of malloc fails in supervisor, workers or SQLite: no crash of the run, no
# half output, no hang, and the next run puts it right. POINTS: how many calls of each function are
# tried, spread over all that the supervisor makes. ONLY: these functions.
. "$SOURCE/tests/batch/lib.sh"
points=${POINTS:-2}

inputs in 12
expect 0 "$DUBAN" run -q in -o whole
failing() { # CALL COMMAND...
    call=$1
    shift
    timeout 60 env LD_PRELOAD="$FAILING" FAIL_CALL="$call" "$@"
}
export ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0"

try() { # CALL N
    rm -rf torn
    FAIL_AT=$2 failing "$1" "$DUBAN" run -q -j2 in -o torn >out 2>err
    got=$?
    [ $got -le 3 ] || fail "status $got when $1 fails at call $2"
    # What failed is named: on standard error, or with an input in the ledger.
    [ $got -eq 0 ] || [ -s err ] || [ -n "$(ledger torn "SELECT 1 FROM inputs WHERE status<>'ok' AND reason<>''")" ] ||
        fail "status $got without a word when $1 fails at call $2"
    for file in torn/*.xml; do
        [ ! -e "$file" ] || cmp -s "$file" "whole/${file##*/}" || fail "half an output: $file"
    done
    expect 0 "$DUBAN" run -q --retry in -o torn
    same_tree whole torn
    tried=$((tried + 1))
}

# count CALL COMMAND...: how many the process makes that makes most.
count() {
    rm -f count
    FAIL_DIR=$PWD failing "$@" >out 2>err || fail "undisturbed it fails: $*"
    sort -n count | tail -1 | cut -d' ' -f1
}

# A power cut leaves nothing but what was synced: bytes come before names, names before rows.
mkdir traced
FAIL_TRACE=1 FAIL_DIR=$PWD/traced failing none "$DUBAN" run -q -j1 in -o order || fail "it cannot be traced"
python3 - <<'PY' || fail "the order of writes: $(tail -60 traced/trace | tr '\n' ' ')"
import re
calls = re.sub('[a-z]*64', 'ledger', ' '.join(c for c in open('traced/trace').read().split() if c != 'write'))
batches = re.findall(r'((?:fdatasync |syncfs )+)((?:renameat )+)fsync ledger', calls)
assert sum(names.count('renameat') for _, names in batches) == calls.count('renameat') == 12, calls
assert all('syncfs' in synced or synced.count('fdatasync') >= names.count('renameat') for synced, names in batches), calls
PY

loaded=$(count malloc "$DUBAN" extract "$SOURCE/tests/cli/notice.txt")
for call in ${ONLY:-malloc open write fsync renameat readdir sendmsg close}; do
    rm -rf counted
    total=$(count $call "$DUBAN" run -q -j2 in -o counted)
    first=1
    [ $call != write ] && [ "$total" -gt 0 ] || total=6 # by each of the workers, which do not count
    # Loading rules is tried elsewhere (tests/failing).
    [ $call != malloc ] || first=$loaded
    step=$(((total - first) / points + 1))
    tried=0
    n=$first
    while [ $n -le "$total" ]; do
        try $call $n
        n=$((n + step))
    done
    echo "$call: $tried of $total calls"
done
