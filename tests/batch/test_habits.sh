# A person's habits: something to see at once, progress on a terminal only, Ctrl-C, a summary that
# tells what was slow and which rules gave up.
. "$SOURCE/tests/batch/lib.sh"

inputs in 30

# On a terminal, and Ctrl-C there while a document hangs. Times are the best of some tries, beside
# that of a command that does nothing: a busy machine is no defect.
mkdir hang
notice hang/x.sleep.txt
cat >terminal.py <<'PY'
import os, pty, select, sys, time

def run(arguments, press=None):
    """Seconds to the first output and, from the key on, to the end; the output; the exit status."""
    begun = time.monotonic()
    child, terminal = pty.fork()
    if child == 0:
        os.execv(arguments[0], arguments)
    first = pressed = None
    output = b''
    while True:
        if press and not pressed and first and time.monotonic() > begun + 1:
            os.write(terminal, b'\x03')
            pressed = time.monotonic()
        try:
            ready = select.select([terminal], [], [], 0.02)[0]
            got = os.read(terminal, 65536) if ready else None
        except OSError:
            break
        if got == b'':
            break
        if got:
            first = first or time.monotonic()
            output += got
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return first - begun, time.monotonic() - (pressed or begun), output.decode(), status

duban, faulty = sys.argv[1:]
floor = min(run([duban, '--help'])[0] for _ in range(5))
firsts = []
for i in range(5):
    first, _, output, status = run([duban, 'run', 'in', '-o', f'seen{i}'])
    assert status == 0, (status, output)
    firsts.append(first)
assert min(firsts) < 0.1 + floor, f'the first output came after {min(firsts):.3f} s; a program that does nothing: {floor:.3f} s'
assert output.startswith('\r\x1b[Kreading the rules') and '30 read, 0 unchanged' in output, output
took = []
for i in range(3):
    _, seconds, output, status = run([faulty, 'run', '-j2', '--timeout', '50', 'in', 'hang', '-o', f'stopped{i}'], press=True)
    assert status == 3 and 'run it again to go on' in output, (status, output)
    took.append(seconds)
assert min(took) < 2, f'Ctrl-C took {min(took):.1f} s'
PY
python3 terminal.py "$DUBAN" "$DUBAN_FAULTY" 2>err || fail "on a terminal"
[ "$(ledger stopped0 "SELECT count(*) FROM inputs WHERE status='skipped' AND input LIKE '%sleep%'")" = 1 ] ||
    fail "what was being read is not left for the next run"
[ -z "$(find stopped0 -name '.duban-*')" ] || fail "temporary files stay"

# Not on one: no progress; for programs as JSON Lines, the last with all of it.
expect 0 "$DUBAN" run in -o piped
! grep -q "$(printf '\r')" err || fail "progress in a file"
expect 0 "$DUBAN" run -q in -o quiet
[ ! -s err ] || fail "-q is not quiet"
expect 0 "$DUBAN" run --progress=json in -o json
grep '^{' err >lines
python3 -c "
import json
lines = [json.loads(line) for line in open('lines')]
assert lines[0]['state'] == 'reading the rules', lines
last = lines[-1]
assert last['inputs'] == last['ended'] == 30 and last['failed'] == last['secondsLeft'] == 0 < last['bytes'], last
assert all(a.get('ended', 0) <= b.get('ended', 0) for a, b in zip(lines, lines[1:])), lines" ||
    fail "progress in JSON: $(cat lines)"

# The summary.
says err '^slowest:'
[ "$(grep -c ' s  in/n[0-9]*.txt$' err)" -eq 5 ] || fail "not the five slowest: $(cat err)"
cp -r "$DUBAN_RULES" rules
cat >rules/hungry.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<rules xmlns="urn:duban:rules:1">
  <rule id="line.hungry" kind="line" title="a pattern that tries too much">
    <why>for this test</why>
    <set name="line" value="furniture"/>
    <pattern><![CDATA[ (?'body' (?: (?: \p{Han} | [\x{4E00}-\x{9FFF}] )+ )+ ) \p{Greek} ]]></pattern>
    <example body="某"><m>某α</m></example>
  </rule>
</rules>
XML
printf '关于做好全市重点领域高质量发展若干重点工作任务分解落实情况督查督办考核评价工作的通知\n各有关单位应当认真抓好贯彻落实。\n' >long.txt
expect 0 "$DUBAN" run --rules rules long.txt -o limits
says err 'rules that hit a limit: line.hungry'
ledger limits 'SELECT status,limits FROM inputs' >row
says row '^ok_partial|line.hungry$'

# Two runs in one folder: the second is told who is there.
"$DUBAN_FAULTY" run -q --timeout 50 hang -o shared 2>first.err &
first=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ -e shared/ledger.sqlite ] && break
    sleep 0.1
done
expect 3 "$DUBAN" run -q in -o shared
says err "process $first "
kill -TERM $first
wait $first
sums shared 1
