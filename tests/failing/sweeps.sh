# Allocations and calls of the system fail one after the other, while rules are loaded and while a
# document is read, shown and written. POINTS: how many of each are tried (0: all).
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
notice=$SOURCE/tests/cli/notice.txt
points=${POINTS:-30}
failed=0
sweep() { python3 "$SOURCE/tests/failing/sweep.py" --points "$points" "$@" || failed=1; }

sweep malloc "$DUBAN" extract "$notice"
# The rules are loaded by then.
for command in extract show; do sweep --last 2000 malloc "$DUBAN" $command "$notice"; done
for call in open read; do sweep $call "$DUBAN" extract "$notice"; done

sweep --last 2 open "$DUBAN" extract -q -o "$work/out" "$notice"

# A file is written whole or not at all, and nothing else is left.
"$DUBAN" extract "$notice" >"$work/whole" || failed=1
for at in "write 1" "rename 1" "open 1"; do
    rm -rf "$work/out"
    FAIL_CALL=${at% *} FAIL_AT=${at#* } LD_PRELOAD=$FAILING ASAN_OPTIONS=verify_asan_link_order=0 \
        "$DUBAN" extract -q -o "$work/out" "$notice" 2>"$work/err"
    got=$?
    [ -s "$work/err" ] && [ $got -ge 1 ] && [ $got -le 3 ] || {
        echo "status $got when $at fails: $(cat "$work/err")"
        failed=1
    }
    [ -z "$(find "$work/out" -type f 2>"$work/no")" ] || {
        echo "left when $at fails: $(ls -A "$work/out")"
        failed=1
    }
done

# What cannot be written to standard output does not end well.
for command in "extract $notice" "show $notice" "dump --stage blocks $notice" --help; do
    "$DUBAN" $command >/dev/full 2>"$work/err"
    [ $? -eq 3 ] && [ -s "$work/err" ] || {
        echo "duban $command >/dev/full"
        failed=1
    }
done
exit $failed
