"""Every hostile archive ends with the statuses that archives.py names, in `duban run` and in `duban extract`, within
bounds of time and memory, and leaves nothing outside of the output folder."""
import os
import re
import sqlite3
import subprocess
import time

import frame
from frame import DUBAN, SANITIZED, SECONDS, check

OPTIONS = ['--column', 'content', '--id-column', 'id']
KIBIBYTES = 1024 * 1024  # for one process
GOOD = ('ok', 'ok_partial')


def tree(folder):
    return sorted(os.path.join(path, name) for path, folders, files in os.walk(folder) for name in folders + files)


def count(words):
    return ' '.join(f'{word} {words.count(word)}' for word in sorted(set(words)))


def run(names):
    """All at once; the rows of each archive: its own status and those of its members."""
    started = time.monotonic()
    ended = subprocess.run([DUBAN, 'run', '-q', '-j2', '--timeout', str(SECONDS), *OPTIONS, *names, '-o', 'run.out'],
                           stderr=subprocess.PIPE, text=True)
    took = time.monotonic() - started
    check(ended.returncode == 1, f'run: status {ended.returncode}: {ended.stderr[-500:]}')
    ledger = sqlite3.connect('run.out/ledger.sqlite')
    rows = {name: ['', []] for name in names}
    outputs = set()
    for name, status, container, output, peak in ledger.execute(
            'SELECT input,status,container,output,peak_kib FROM inputs'):
        if container:
            rows[container][1].append(status)
        else:
            rows[name][0] = status
        check((status in GOOD) == bool(output) or not container, f'{name}: {status} with output {output!r}')
        check(SANITIZED or peak < KIBIBYTES, f'{name}: {peak} KiB')
        check('\n' not in name and '\r' not in name and len(name) < 20000, f'{name!r} is no label')
        outputs.add(output)
    files = {name for name in os.listdir('run.out') if name.endswith('.xml')}
    check(files == outputs - {''}, 'run: outputs and rows differ')
    return rows, took


def extract(name):
    """The number of ledgers and of failures that the summary counts."""
    folder = f'extract.out/{name}'
    code, err, took, peak = frame.extract(*OPTIONS, name, '-o', folder)
    summary = re.search(r'^(\d+) read, (\d+) failed', err, re.MULTILINE)
    check(code in (0, 1) and summary, f'{name}: extract ended with {code}: {err[-500:]}')
    check(took < SECONDS, f'{name}: extract took {took:.0f} s')
    check(SANITIZED or peak < KIBIBYTES, f'{name}: extract took {peak} KiB')
    read, failed = (int(n) for n in summary.groups()) if summary else (0, 0)
    check(len(os.listdir(folder)) == read, f'{name}: extract says {read} ledgers, {len(os.listdir(folder))} are there')
    check((code == 1) == (failed > 0), f'{name}: extract ended with {code} for {failed} failures')
    return read, failed, took, peak


def compare(name, container, members, rows, result):
    status, found = rows
    shown = f'{name}: {status}: {count(found)}'
    read, failed, took, peak = result
    if frame.VERBOSE:
        print(f'{shown}; extract {read} read, {failed} failed, {took:.1f} s, {peak // 1024} MB')
    check(container in ('-', status), f'{shown}; the container should be {container}')
    wanted = ' '.join(sorted(re.findall(r'\w+ \d+', members)))
    check(members == '-' or wanted == count(found), f'{shown}; members should be {members}')
    check(status != 'pending', shown)
    good = sum(word in GOOD for word in found) or (not found and status in GOOD)
    check(good == read, f'{shown}; extract read {read}')


def test(work):
    os.mkdir('in')
    table = frame.make('archives.py', f'{frame.SOURCE}/tests/cli/notice.txt', folder='in')
    check(len(table) >= 30, f'{len(table)} archives')
    os.mkdir('extract.out')
    before = tree(work)
    names = [f'in/{name}' for name, _, _ in table]
    rows, took = run(names)
    os.makedirs('extract.out/in', exist_ok=True)
    for (name, container, members), path in zip(table, names):
        compare(name, container, members, rows[path], extract(path))
    after = [path for path in tree(work) if not path.startswith((f'{work}/run.out', f'{work}/extract.out', f'{work}/err'))]
    check([path for path in before if 'extract.out' not in path] == after, 'something was written outside')
    check(not os.path.exists('/tmp/duban-escaped.txt'), 'something was written outside')
    print(f'{len(table)} archives, run took {took:.0f} s')


frame.main(test)
