# What the tests of batches share, beside tests/cli/lib.sh.
. "$SOURCE/tests/cli/lib.sh"

# inputs DIR N: N small notices that differ, named n1.txt ...
inputs() {
    mkdir -p "$1"
    for i in $(seq "$2"); do
        { cat "$SOURCE/tests/cli/notice.txt"; printf '\n附件：第%s号\n' "$i"; } >"$1/n$i.txt"
    done
}

# ledger DIR SQL: what a query says, one row a line.
ledger() {
    python3 - "$1" "$2" <<'PY'
import sqlite3, sys
for row in sqlite3.connect(f'file:{sys.argv[1]}/ledger.sqlite?mode=ro', uri=True).execute(sys.argv[2]):
    print(*row, sep='|')
PY
}

# essence DIR: all of the ledger that does not depend on the machine and the hour.
essence() {
    ledger "$1" 'SELECT input,status,reason,sha256,bytes,output,output_bytes,tasks,units,targets,
        baselines,deadlines,unexplained,warnings,rules,version FROM inputs ORDER BY input'
}

# same_tree DIR DIR: the same outputs, byte for byte, the same ledger, and nothing left over.
same_tree() {
    diff -r -x 'ledger.sqlite*' -x .lock "$1" "$2" >diff || fail "$1 and $2 differ: $(head -5 diff)"
    essence "$1" >ledger1
    essence "$2" >ledger2
    diff ledger1 ledger2 >diff || fail "the ledgers of $1 and $2 differ: $(head -5 diff)"
}

# sums DIR N: there is one row with a status for each of N inputs.
sums() {
    [ "$(ledger "$1" "SELECT count(*), count(status) FROM inputs")" = "$2|$2" ] ||
        fail "$1 does not account for $2 inputs"
}

# A sanitizer answers as the system would.
export ASAN_OPTIONS=handle_segv=0:allocator_may_return_null=1:max_allocation_size_mb=4096
