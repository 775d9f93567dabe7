# A disk that fills up: nothing half, status 3, and the next run goes on. In a mount space of its own.
if [ "${1-}" != inside ]; then
    unshare -m true 2>/dev/null || exit 77
    exec unshare -m sh "$0" inside
fi
. "$SOURCE/tests/batch/lib.sh"

mkdir small
mount -t tmpfs -o size=160k none small 2>/dev/null || exit 77
inputs in 60
expect 0 "$DUBAN" run -q in -o whole
expect 3 "$DUBAN" run -q in -o small/out
for file in small/out/*.xml; do
    [ ! -e "$file" ] || cmp -s "$file" "whole/${file##*/}" || fail "half an output: $file"
done
[ -z "$(find small -name '.duban-*')" ] || fail "temporary files stay"
mount -o remount,size=64m small
expect 0 "$DUBAN" run -q in -o small/out
same_tree whole small/out

# Folders that cannot be made or written to.
: >file
expect 3 "$DUBAN" run -q in -o file/out
printf 'no ledger' >whole/ledger.sqlite
rm -f whole/ledger.sqlite-wal whole/ledger.sqlite-shm
expect 3 "$DUBAN" run -q in -o whole
umount small
