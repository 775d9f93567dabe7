# Every input has one status, whatever it is, and the statuses sum up to the inputs.
. "$SOURCE/tests/batch/lib.sh"

inputs in 5
: >in/empty.txt
printf '%%PDF-9.9 broken' >in/broken.pdf
printf 'PK\003\004..........' >in/archive.zip
head -c 4000 /dev/urandom >in/noise.txt
mkfifo in/pipe
ln -s nowhere in/dangling
mkdir in/sub in/.hidden
ln -s ../sub in/sub/round
notice in/.hidden/left-out.txt
ln -s loop2 in/loop1
ln -s loop1 in/loop2
ln -s pipe in/to-pipe
python3 -c "import socket; socket.socket(socket.AF_UNIX).bind('in/socket')"
gbk=$(printf 'in/\272\323\261\261.txt')
notice "$gbk"
notice "$(printf 'in/two\nlines.txt')"
notice 'in/100%.txt'

expect 1 "$DUBAN" run in /dev/null missing.txt -o done
sums done 21
says err '^inputs:'
says err 'inputs  *21$'
ledger done 'SELECT input,status,reason FROM inputs ORDER BY input' >rows
says rows '^in/pipe|bad_input|not a file: a named pipe'
says rows '^/dev/null|bad_input|not a file: a device'
says rows '^in/dangling|bad_input|no such file'
says rows '^in/sub/round|bad_input|not a file: a folder that links lead round in circles'
says rows '^in/loop1|bad_input|links that lead round in circles'
says rows '^in/to-pipe|bad_input|not a file: a named pipe'
says rows '^in/socket|bad_input|not a file: a socket'
says rows '^missing.txt|bad_input|no such file'
says rows '^in/empty.txt|no_text|'
says rows '^in/%BAӱ%B1.txt|ok|$'
says rows '^in/two%0Alines.txt|ok|$'
says rows '^in/100%25.txt|ok|$'
[ "$(grep -c '|ok|' rows)" -eq 8 ] || fail "not 8 good inputs: $(cat rows)"
# shellcheck disable=SC2012
[ "$(ls done/*.xml | wc -l)" -eq 8 ] || fail "not 8 outputs"
xmllint --noout done/*.xml || fail "an output is no XML"

# The same inputs from lists.
find in -name 'n?.txt' >list
expect 0 "$DUBAN" run -q - -o listed <list
sums listed 5
find in -name 'n?.txt' -print0 >list0
expect 0 "$DUBAN" run -q --from0 list0 -o listed0
same_tree listed listed0
expect 0 "$DUBAN" run -q 'in/n?.txt' -o globbed
same_tree listed globbed

# Workers' number and the order of inputs change nothing.
expect 0 "$DUBAN" run -q -j1 in/n5.txt in/n4.txt in/n1.txt ./in/n2.txt in/n3.txt in/n1.txt -o one
same_tree listed one
expect 0 env TZ=Asia/Shanghai LC_ALL=C "$DUBAN" run -q -j7 in/n1.txt 'in/n[2-5].txt' -o seven
same_tree listed seven
