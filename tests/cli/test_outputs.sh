# Outputs that cannot be written: status 3, nothing half-written; the same input gives the same bytes.
. "$(dirname "$0")/lib.sh"
notice good.txt

expect 3 "$DUBAN" extract good.txt -o /proc/duban
says err '^/proc/duban: error: '
: >file
expect 3 "$DUBAN" extract good.txt -o file
expect 3 "$DUBAN" extract good.txt -o file/below

sh -c '"$1" extract good.txt >/dev/full 2>err' sh "$DUBAN"
[ $? -eq 3 ] || fail 'a full disk ends in another status than 3'
says err 'cannot be written'
sh -c '"$1" --help >/dev/full 2>err' sh "$DUBAN"
[ $? -eq 3 ] || fail '--help on a full disk ends in another status than 3'
sh -c '"$1" extract good.txt >&- 2>err' sh "$DUBAN"
[ $? -eq 3 ] || fail 'closed standard output ends in another status than 3'
sh -c '"$1" extract -q good.txt -o closed >&- 2>err' sh "$DUBAN"
[ $? -eq 0 ] || fail 'closed standard output disturbs a run that does not use it'

# Twice the same, from another folder too, and in another locale and time zone.
expect 0 "$DUBAN" extract good.txt -o first
LC_ALL=tr_TR.UTF-8 TZ=Asia/Shanghai expect 0 "$DUBAN" extract good.txt -o second
cmp -s first/good.xml second/good.xml || fail 'two runs differ'
expect 0 "$DUBAN" extract good.txt
cmp -s out first/good.xml || fail 'standard output and file differ'
[ -z "$(find first -name '.*.tmp')" ] || fail 'a temporary file is left'
