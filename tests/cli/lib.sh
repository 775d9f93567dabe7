# What the tests of the program share. Each sources this file, works in a folder of its own that is
# removed at the end, and finds the program in $DUBAN and the source tree in $SOURCE.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

fail() {
    echo "$*" >&2
    [ -s err ] && sed 's/^/  stderr: /' err >&2
    exit 1
}

# expect STATUS COMMAND...: runs it with output in the files out and err.
expect() {
    wanted=$1
    shift
    "$@" >out 2>err
    got=$?
    [ "$got" -eq "$wanted" ] || fail "status $got for $wanted: $*"
}

# says FILE PATTERN: the file has a line that the pattern matches.
says() { grep -q -- "$2" "$1" || fail "'$2' is not in $1: $(cat "$1")"; }

# A small notice that has everything: sections, tasks, units, a target, a deadline.
notice() { cp "$SOURCE/tests/cli/notice.txt" "$1"; }
