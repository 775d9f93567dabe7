# Each terminal status, what counts as failed, what stops a run, and with which status it ends.
. "$SOURCE/tests/batch/lib.sh"

inputs in 3
python3 - <<'PY'
import zipfile
notice = open('in/n1.txt', 'rb').read()
open('in/partial.txt', 'wb').write(notice + b'\xff\xfe\xfd broken \xff\n')
open('in/blank.txt', 'wb').write(b' \n')
open('in/noise.bin', 'wb').write(bytes(range(256)) * 40)
open('in/large.txt', 'wb').write(notice * ((65 << 20) // len(notice) + 1))
open('in/packed.rar', 'wb').write(b'Rar!\x1a\x07\0' + bytes(3000))
locked = bytearray()
with zipfile.ZipFile('in/locked.docx', 'w') as archive:
    archive.writestr('[Content_Types].xml', '<Types/>')
    archive.writestr('word/document.xml', '<w/>')
locked = bytearray(open('in/locked.docx', 'rb').read())
at = -1
while (at := locked.find(b'PK\3\4', at + 1)) >= 0: locked[at + 6] |= 1
while (at := locked.find(b'PK\1\2', at + 1)) >= 0: locked[at + 8] |= 1
open('in/locked.docx', 'wb').write(locked)
PY
for fault in crash sleep allocate; do notice "in/x.$fault.txt"; done
faults=crash,timeout,out_of_memory
[ -z "${SANITIZED:-}" ] || rm in/x.allocate.txt in/x.crash.txt
count=$(find in -type f | wc -l)
touch -d 2020-01-01 in/n3.txt
expect 1 "$DUBAN_FAULTY" run -q --timeout 10 --newer-than 2021-06-01T12:00:00Z in -o all
sums all "$count"
ledger all 'SELECT input,status FROM inputs ORDER BY input' >rows
says rows '^in/n1.txt|ok$'
says rows '^in/partial.txt|ok_partial$'
says rows '^in/blank.txt|no_text$'
says rows '^in/locked.docx|encrypted$'
says rows '^in/packed.rar|unsupported$'
says rows '^in/large.txt|too_large$'
says rows '^in/noise.bin|bad_input$'
says rows '^in/x.sleep.txt|timeout$'
[ -n "${SANITIZED:-}" ] || says rows '^in/x.allocate.txt|out_of_memory$'
[ -n "${SANITIZED:-}" ] || says rows '^in/x.crash.txt|crash$'
says rows '^in/n3.txt|skipped$'
expect 1 "$DUBAN" status --json all
python3 -c "
import json
s = json.load(open('out'))
terminal = 'ok ok_partial no_text encrypted unsupported too_large bad_input rule_error timeout out_of_memory crash skipped'
assert set(s['sums']) == {*terminal.split(), 'pending'} and s['sums']['pending'] == 0, s['sums']
assert sum(s['sums'].values()) == s['count'] == $count" || fail "the sums: $(cat out)"

# What counts as failed. The status is 1 for any number of them.
expect 1 "$DUBAN" run -q --fail-on no_text,too_large in/blank.txt in/n1.txt -o some
expect 0 "$DUBAN" run -q --fail-on too_large in/blank.txt in/n1.txt -o some
expect 1 "$DUBAN" run -q --fail-on ok_partial in/partial.txt -o some
expect 1 "$DUBAN" run -q --fail-on any in/blank.txt -o some
expect 0 "$DUBAN" run -q --fail-on none in/blank.txt in/noise.bin -o some
expect 0 "$DUBAN" run -q --fail-on "$faults" in/blank.txt -o some
mkdir many
for i in $(seq 256); do : >many/$i.txt; done
expect 1 "$DUBAN" run -q many -o many.d
sums many.d 256

# Too many failures stop a run: what it did not reach is skipped, and the next run takes it up.
mkdir after
for i in 1 2 3 4 5; do : >after/a$i.txt; done
for i in $(seq 40); do notice "after/n$i.txt"; done
expect 1 "$DUBAN" run -q -j1 --max-failed 4 after -o stopped
says err 'over 4 inputs failed'
sums stopped 45
ledger stopped "SELECT count(*) FROM inputs WHERE status='pending'" >rows
says rows '^0$'
ledger stopped "SELECT reason FROM inputs WHERE status='skipped'" >rows
says rows '^not reached: the run was stopped$'
expect 1 "$DUBAN" merge stopped -o merged
says err 'not done'
expect 1 "$DUBAN" status stopped
expect 1 "$DUBAN" run -q --max-failed 5 after -o stopped
expect 1 "$DUBAN" run -q after -o whole
same_tree whole stopped
expect 0 "$DUBAN" run -q --fail-on none --max-failed 0 after -o all5

# A signal: 3, to be run again; all are accounted for.
for signal in INT TERM HUP; do
    rm -rf halted
    "$DUBAN_FAULTY" run -q -j1 in/n1.txt in/n2.txt in/x.sleep.txt in/n3.txt in/blank.txt -o halted 2>err &
    supervisor=$!
    for i in $(seq 100); do
        [ "$(ledger halted "SELECT count(*) FROM inputs WHERE status='ok'" 2>/dev/null)" = 3 ] && break
        sleep 0.1
    done
    kill -$signal $supervisor
    wait $supervisor
    got=$?
    [ $got -eq 3 ] || fail "status $got after $signal"
    says err 'stopped; run it again'
    sums halted 5
    [ "$(ledger halted "SELECT status FROM inputs WHERE input='in/x.sleep.txt'")" = skipped ] || fail "no end of it"
done
expect 1 "$DUBAN" run -q in/n1.txt in/n2.txt in/x.sleep.txt in/n3.txt in/blank.txt -o halted
[ "$(ledger halted "SELECT count(*) FROM inputs WHERE status='ok'")" = 4 ] || fail "the next run does not take up the rest"

# By time: older than a file, than a day, than a second.
touch -d 2020-01-01T00:00:00Z in/n1.txt
touch -d 2020-01-01T00:00:01Z in/n2.txt
expect 0 "$DUBAN" run -q --newer-than in/n1.txt in/n1.txt in/n2.txt -o newer
expect 0 "$DUBAN" run -q --newer-than 2020-01-01T00:00:00Z in/n1.txt in/n2.txt -o second
same_tree newer second
[ "$(ledger newer "SELECT input FROM inputs WHERE status='skipped'")" = in/n1.txt ] || fail "not by time"
expect 2 "$DUBAN" run --newer-than yesterday in -o newer
expect 2 "$DUBAN" run --fail-on '' in -o newer
expect 2 "$DUBAN" run --max-failed=-1 in -o newer
expect 2 "$DUBAN" run --rules nowhere in -o newer

# Lists: empty ones, names of any bytes, what is there twice, what is not there.
gbk=$(printf 'in/\272\323.txt')
notice "$gbk"
notice "$(printf 'in/two\nlines.txt')"
printf '%s\0in/two\nlines.txt\0in/n1.txt\0./in/n1.txt\0missing.txt\0' "$gbk" >list0
expect 1 "$DUBAN" run -q --from0 list0 -o listed
sums listed 4
expect 1 "$DUBAN" run -q --from0 - -o piped <list0
same_tree listed piped
printf '%s\nin/n1.txt\n\nmissing.txt' "$gbk" >list
expect 1 "$DUBAN" run -q - -o lines <list
sums lines 3
expect 0 "$DUBAN" run -q - -o empty </dev/null
sums empty 0
expect 3 "$DUBAN" run -q --from0 nowhere -o empty
