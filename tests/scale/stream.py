"""The promise of a stream, one line out for each line in, as an engine sees it: stream.py DUBAN JOBS

Ids of every kind come back as they are, in order; each answer is there before the next line is sent where the
engine waits for it (flushed); lines that cannot be read are answered too; many lines at once fill no pipe."""
import json
import os
import subprocess
import sys
import threading

DUBAN, JOBS = sys.argv[1], sys.argv[2]
IDS = [7, -1, 'a', '附件', None, 1.5, True, ['x', {'y': 1}], {'shard': 3}, '']
ODD = [(b'no JSON', 'bad_input'), (b'', 'bad_input'), (b'[1]', 'bad_input'), (b'{"id":1,"path":"nowhere"}', 'bad_input'),
       (b'{"id":1,"text":""}', 'no_text'), (b'{"id":1,"b64":"%%%"}', 'bad_input'),
       (b'{"id":1,"path":"in/n1.txt","text":"both"}', 'bad_input'), (b'\xff\xfe', 'bad_input')]


def start():
    return subprocess.Popen([DUBAN, 'run', '--stream', f'-j{JOBS}'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def ask(process, line):
    process.stdin.write(line + b'\n')
    process.stdin.flush()
    return json.loads(process.stdout.readline())


def end(process):
    process.stdin.close()
    assert process.stdout.read() == b'', 'more answers than lines'
    assert process.wait() == 0, process.returncode


def one_by_one():
    process = start()
    for number, name in enumerate(IDS):
        answer = ask(process, json.dumps({'id': name, 'path': f'in/n{number + 1}.txt'}).encode())
        assert answer['id'] == name and type(answer['id']) is type(name), answer
        assert answer['status'] == 'ok' and answer['xml'].startswith('<?xml'), answer
    for line, status in ODD:
        assert ask(process, line)['status'] == status, line
    assert ask(process, b'{"path":"in/n1.txt"}')['id'] is None
    end(process)


def all_at_once():
    process = start()
    lines = [json.dumps({'id': i, 'path': f'in/n{i % 60 + 1}.txt'}) for i in range(300)]
    lines[100] = 'no JSON'

    def write():
        process.stdin.write('\n'.join(lines).encode())  # without the last line break
        process.stdin.close()
    writer = threading.Thread(target=write)
    writer.start()
    answers = [json.loads(line) for line in process.stdout]
    writer.join()
    assert process.wait() == 0, process.returncode
    assert [a['id'] for a in answers] == [None if i == 100 else i for i in range(300)], 'not in order'


def gone_reader():
    """The engine ends before its answers are read: no hang, no good end."""
    os.environ['TMPDIR'] = os.path.abspath('temporary')
    os.makedirs('temporary', exist_ok=True)
    process = start()
    process.stdout.close()
    try:
        for i in range(60):
            process.stdin.write(json.dumps({'id': i, 'path': f'in/n{i + 1}.txt'}).encode() + b'\n')
        process.stdin.close()
    except BrokenPipeError:
        pass
    assert process.wait(timeout=60) == 3
    assert not os.listdir(os.environ['TMPDIR']), 'its temporary folder stays'


one_by_one()
all_at_once()
gone_reader()
