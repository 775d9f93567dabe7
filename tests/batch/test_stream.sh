# A JSON line in, a JSON line out, in order, whatever the line holds.
. "$SOURCE/tests/batch/lib.sh"

notice n.txt
python3 - <<'PY'
import base64, json
text = open('n.txt', encoding='utf-8').read()
lines = [{'id': 1, 'path': 'n.txt'}, {'id': 'two', 'text': text},
         {'id': [3], 'b64': base64.b64encode(text.encode('gb18030')).decode()},
         {'id': 4, 'path': 'missing.txt'}, {'id': 5}, {'id': 6, 'b64': '!'}, {'id': 7, 'text': ''}]
with open('lines', 'w') as file:
    for line in lines:
        print(json.dumps(line, ensure_ascii=False), file=file)
    print('no JSON', file=file)
    print(file=file)
    file.write(json.dumps({'id': 10, 'path': 'n.txt', 'name': 'x.crash.txt'}))
PY
check() {
    python3 - <<'PY' || fail "the answers are wrong: $(cut -c1-200 out)"
import json
answers = [json.loads(line) for line in open('out', encoding='utf-8')]
assert [a['id'] for a in answers] == [1, 'two', [3], 4, 5, 6, 7, None, None, 10], answers
words = [a['status'] for a in answers]
assert words == ['ok'] * 3 + ['bad_input'] * 3 + ['no_text'] + ['bad_input'] * 2 + ['crash'], words
for a in answers[:3]:
    assert a['tasks'] == 3 and a['xml'].startswith('<?xml') and a['xml'].endswith('</policy>\n'), a
assert all('xml' not in a and a['reason'] for a in answers[3:])
PY
}
expect 0 "$DUBAN_FAULTY" run --stream -j1 <lines
check
cp out first
expect 0 "$DUBAN_FAULTY" run --stream -j3 <lines
check
cmp -s out first || fail "the answers depend on the number of workers"
expect 1 "$DUBAN_FAULTY" run --stream --fail-on crash <lines

# Each answer comes before the next line is asked for.
python3 - "$DUBAN" <<'PY' || fail "a line was not answered at once"
import json, subprocess, sys
stream = subprocess.Popen([sys.argv[1], 'run', '--stream', '-j2'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for i in range(5):
    stream.stdin.write(json.dumps({'id': i, 'path': 'n.txt'}).encode() + b'\n')
    stream.stdin.flush()
    assert json.loads(stream.stdout.readline())['id'] == i
stream.stdin.close()
assert stream.wait(5) == 0
PY

# A reader that goes away, a disk that is full.
"$DUBAN" run --stream <lines >/dev/full 2>err
got=$?
[ $got -eq 3 ] || fail "status $got on a full disk"
expect 2 "$DUBAN" run --stream n.txt
expect 2 "$DUBAN" run --stream -o done
