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

# A container is one line, too: its members stand in it in their order, at any number of workers.
python3 "$SOURCE/tests/batch/archives.py" "$SOURCE" in 15
python3 - <<'PY'
import json
with open('lines', 'w') as file:
    for name in ('in/big.zip', 'n.txt', 'in/mixed.tar', 'in/crawl.warc.gz', 'in/dump.csv'):
        print(json.dumps({'id': name, 'path': name}), file=file)
PY
expect 0 "$DUBAN" run --stream -j1 --column 正文 <lines
python3 - <<'PY' || fail "the members are wrong: $(cut -c1-300 out)"
import json
answers = {a['id']: a for a in map(json.loads, open('out', encoding='utf-8'))}
assert list(answers) == ['in/big.zip', 'n.txt', 'in/mixed.tar', 'in/crawl.warc.gz', 'in/dump.csv'], list(answers)
big = answers['in/big.zip']
assert big['status'] == 'ok' and 'xml' not in big and len(big['sha256']) == 64, big
assert [m['name'] for m in big['members']] == [f'in/big.zip!/d{i % 7}/n{i}.txt' for i in range(15)], big
assert all(m['status'] == 'ok' and m['tasks'] == 3 and m['xml'].startswith('<?xml') for m in big['members'])
assert 'members' not in answers['n.txt'] and answers['n.txt']['tasks'] == 3
mixed = {m['name'].partition('!/')[2]: m['status'] for m in answers['in/mixed.tar']['members']}
assert mixed['.hidden'] == 'skipped' and mixed['../out.txt'] == 'bad_input' and mixed['a.txt~2'] == 'ok', mixed
assert len(mixed) == 10 and len(answers['in/crawl.warc.gz']['members']) == 15
assert [m['name'] for m in answers['in/dump.csv']['members']] == [f'in/dump.csv!/row/{i + 1}' for i in range(15)]
PY
cp out first
expect 0 "$DUBAN" run --stream -j4 --column 正文 <lines
cmp -s out first || fail "the members depend on the number of workers"

# Input that cannot be read on: said, and no good end.
mkdir folder
expect 3 "$DUBAN" run --stream <folder
says err 'standard input: '
