# A document that crashes, loops, eats memory or floods its output ends alone; the others are the
# same as without it.
. "$SOURCE/tests/batch/lib.sh"

inputs in 40
expect 0 "$DUBAN" run -q in -o good
for fault in crash loop sleep allocate flood exit nonsense; do notice "in/x.$fault.txt"; done
expect 1 "$DUBAN_FAULTY" run -q -j2 --timeout 5 in -o bad
sums bad 47
ledger bad 'SELECT input,status,reason FROM inputs ORDER BY input' >rows
says rows 'x.crash.txt|crash|the worker died of Segmentation fault'
says rows 'x.loop.txt|timeout|'
says rows 'x.sleep.txt|timeout|over the time limit'
says rows 'x.allocate.txt|out_of_memory|'
says rows 'x.flood.txt|too_large|'
says rows 'x.exit.txt|crash|the worker ended with status 7'
says rows "x.nonsense.txt|crash|the worker answered nonsense"
[ "$(grep -c '|ok|' rows)" -eq 40 ] || fail "not 40 good ones: $(cat rows)"

# Without the seven the folders are the same.
mkdir pruned
cp -r bad/. pruned
python3 -c "
import sqlite3
c = sqlite3.connect('pruned/ledger.sqlite')
c.execute(\"DELETE FROM inputs WHERE input LIKE 'in/x.%'\"); c.commit()"
same_tree good pruned

# A supervisor that is slow to hear of it: what the worker began meanwhile is read again from scratch.
mkdir slow
for i in $(seq 6); do notice slow/b$i.txt; done
expect 0 "$DUBAN" run -q slow -o unhurried
notice slow/a.stun.txt
"$DUBAN_FAULTY" run -q -j1 --sandbox=off slow -o late >out 2>err &
supervisor=$!
for try in $(seq 100); do
    grep -q '^State:[[:space:]]T' /proc/$supervisor/status && break
    sleep 0.1
done
sleep 0.5
kill -CONT $supervisor
wait $supervisor
ledger late 'SELECT status,input,reason FROM inputs ORDER BY input' >rows
says rows '^crash|slow/a.stun.txt|the worker answered nonsense'
[ "$(grep -c '^ok|slow/b' rows)" -eq 6 ] || fail "others are lost with it: $(cat rows)"
for file in unhurried/*.xml; do cmp "$file" "late/${file##*/}" || fail "another output"; done

# What failed is not read again, unless it is asked for.
expect 1 "$DUBAN_FAULTY" run --timeout 5 in -o bad
says err '0 read, 47 unchanged'
expect 0 "$DUBAN" run --retry in -o bad
says err '7 read, 40 unchanged'

# Limits of a run.
expect 0 "$DUBAN_FAULTY" run -q --fail-on rule_error --timeout 5 in/x.crash.txt -o some
expect 1 "$DUBAN_FAULTY" run -q --max-failed 0 -j1 in/x.crash.txt in/x.exit.txt in/x.nonsense.txt -o few
says err 'over 0 inputs failed'

# The same as members: each fault ends its member alone; the container's own faults leave what it gave.
# A container takes longer than the limit of each of its members.
notice n.txt
python3 - <<'PY'
import zipfile
notice = open('n.txt').read()
for name in ('all.zip', 'x.loop.zip', 'x.crash.zip'):
    with zipfile.ZipFile(name, 'w') as archive:
        for i in range(9):
            archive.writestr(f'n{i}.txt', notice + str(i))
            if name == 'all.zip' and i < 7:
                fault = ('crash', 'loop', 'sleep', 'allocate', 'flood', 'exit', 'nonsense')[i]
                archive.writestr(f'x.{fault}.txt', notice)
PY
expect 1 "$DUBAN_FAULTY" run -q -j2 --timeout 5 all.zip x.loop.zip x.crash.zip in/n1.txt -o apart
sums apart 20
ledger apart 'SELECT input,status,reason FROM inputs ORDER BY input' >rows
says rows '^all.zip|ok|$'
says rows 'x.crash.txt|crash|the worker died of Segmentation fault'
says rows 'x.loop.txt|timeout|'
says rows 'x.sleep.txt|timeout|over the time limit'
says rows 'x.allocate.txt|out_of_memory|'
says rows 'x.flood.txt|too_large|'
says rows 'x.exit.txt|crash|the worker ended with status 7'
says rows "x.nonsense.txt|crash|the worker answered nonsense"
says rows '^x.loop.zip|timeout|'
says rows '^x.crash.zip|crash|'
[ "$(grep -c '^all.zip!/n.*|ok|' rows)" -eq 9 ] || fail "not 9 good members: $(cat rows)"
expect 0 "$DUBAN" run --retry all.zip x.loop.zip x.crash.zip in/n1.txt -o apart
says err ' 10 unchanged'
sums apart 38
