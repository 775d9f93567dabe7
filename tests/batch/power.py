"""What a disk may show after the power was cut: power.py STATES [SEED]

Runs $DUBAN with the library of journal.c ($JOURNALED) preloaded, and rebuilds its output folder as it might be
found after a cut at STATES moments of each of three stories. Only what was synced is sure to be there: of the
other writes some sectors are, some are not; of the other changes of the folder some are (an order in which
file systems with a journal keep them, or any), some are not. From each of these folders the next run must
come to the tree and the ledger of an undisturbed one, and no row may name an output that is not whole."""
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import zipfile

WRITE, TRUNCATE, CREATE, RENAME, UNLINK, SYNC_BEGIN, SYNC_END, SYNC_ALL_BEGIN, SYNC_ALL_END = range(1, 10)
HEAD = struct.Struct('<II4Q')
SECTOR = 512
LEDGER = 'ledger.sqlite'
COLUMNS = ('input,status,reason,sha256,bytes,output,output_bytes,tasks,units,targets,baselines,deadlines,unexplained,'
           'warnings,rules,version,columns,container')
DUBAN, SOURCE = os.environ['DUBAN'], os.environ['SOURCE']


def read_journal(path):
    with open(path, 'rb') as file:
        end = 8 + int.from_bytes(file.read(8), 'little')
        file.seek(0)
        journal = file.read(end)
    records, at = [], 8
    while at < end:
        size, kind, inode, folder, place, length = HEAD.unpack_from(journal, at)
        assert size, 'a record without an end'
        data = journal[at + HEAD.size:at + HEAD.size + length]
        records.append((kind, inode, folder, place, data))
        at += size
    return records


class File:
    """A file: what is surely on the disk, and what was done since."""

    def __init__(self, data=b''):
        self.sure, self.since = bytearray(data), []

    def sync(self, before):
        kept = [change for change in self.since if change[0] >= before]
        for change in self.since:
            if change[0] < before:
                apply(self.sure, change)
        self.since = kept


def apply(data, change, sectors=None):
    _, kind, place, written = change
    if kind == TRUNCATE:
        data[place:] = bytes(max(0, place - len(data)))
        return
    for at in range(place - place % SECTOR, place + len(written), SECTOR):
        if sectors is not None and sectors.random() < 0.5:
            continue
        start, stop = max(at, place), min(at + SECTOR, place + len(written))
        if len(data) < stop:
            data.extend(bytes(stop - len(data)))
        data[start:stop] = written[start - place:stop - place]


def change_names(names, change):
    _, kind, file, name, other = change
    if kind == CREATE:
        names[name] = file
    elif kind == UNLINK:
        names.pop(name, None)
    else:
        names.pop(name, None)
        names[other] = file


class Disk:
    """The output folder as its system sees it, from its journal."""

    def __init__(self, before, folder):
        self.folder = folder
        self.names, self.since, self.files, self.begun = {}, [], {}, {}
        for name, (inode, data) in before.items():
            self.names[name] = self.files[inode] = File(data)
        self.now = dict(self.names)  # as its system sees it

    def change(self, at, kind, inode, name, other):
        """A file that has lost its name is done with: its inode may be another file's."""
        gone = self.now.get(other if kind == RENAME else name)
        self.files = {key: file for key, file in self.files.items() if file is not gone}
        if kind == CREATE:
            self.files[inode] = File()
        file = gone if kind == UNLINK else self.files[inode]
        change_names(self.now, (at, kind, file, name, other))
        self.since.append((at, kind, file, name, other))

    def step(self, at, record):
        kind, inode, folder, place, data = record
        file = self.files.get(inode)
        if kind in (CREATE, RENAME, UNLINK):
            if folder == self.folder:
                self.change(at, kind, inode, *(part.decode() for part in data.split(b'\0')[:2]))
        elif kind in (WRITE, TRUNCATE):
            if file:
                file.since.append((at, kind, place, data))
        elif kind in (SYNC_BEGIN, SYNC_ALL_BEGIN):
            self.begun[kind, inode] = at
        elif kind == SYNC_END:
            before = self.begun[SYNC_BEGIN, inode]
            if inode == self.folder:
                self.sync_names(before)
            elif file:
                file.sync(before)
        elif kind == SYNC_ALL_END:
            before = self.begun[SYNC_ALL_BEGIN, inode]
            for file in [*self.files.values(), *self.names.values()]:
                file.sync(before)
            self.sync_names(before)

    def sync_names(self, before):
        for change in self.since:
            if change[0] < before:
                change_names(self.names, change)
        self.since = [change for change in self.since if change[0] >= before]

    def show(self, mode, chance):
        """Names and bytes as the disk may show them."""
        names = dict(self.names)
        changes = list(self.since)
        if mode == 'least':
            changes = []
        elif mode == 'ordered':
            changes = changes[:chance.randint(0, len(changes))]
        elif mode == 'any':
            changes = [change for change in changes if chance.random() < 0.5]
        for change in changes:
            change_names(names, change)
        shown = {}
        for name, file in names.items():
            data = bytearray(file.sure)
            for change in [] if mode == 'least' else file.since:
                share = 1 if mode == 'most' else chance.random()
                if share > 0.3:
                    apply(data, change, chance if share < 0.6 else None)
            shown[name] = bytes(data)
        if f'{LEDGER}-shm' in shown:  # memory, of which anything may have come to the disk
            shown[f'{LEDGER}-shm'] = chance.randbytes(32768)
        return shown


def run(output, environment=None, status=0):
    done = subprocess.run([DUBAN, 'run', '-q', '-j2', 'in', '-o', output], env=os.environ | (environment or {}),
                          capture_output=True, check=False)
    if done.returncode != status:
        sys.exit(f'status {done.returncode} for {status} in {output}: {done.stderr.decode()}')


def read_tree(folder):
    tree = {}
    for name in os.listdir(folder):
        if name.startswith(LEDGER) or name == '.lock':
            continue
        with open(f'{folder}/{name}', 'rb') as file:
            tree[name] = file.read()
    return tree


def read_rows(folder):
    ledger = sqlite3.connect(f'{folder}/{LEDGER}')
    try:
        assert ledger.execute('PRAGMA integrity_check').fetchone() == ('ok',)
        tables = ledger.execute("SELECT count(*) FROM sqlite_master WHERE name='inputs'").fetchone()[0]
        return ledger.execute(f'SELECT {COLUMNS} FROM inputs ORDER BY input').fetchall() if tables else []
    finally:
        ledger.close()


def write_inputs(edition):
    """The inputs of a day: most stay, some change, one comes and goes, a container loses and gains members."""
    with open(f'{SOURCE}/tests/cli/notice.txt', encoding='utf-8') as file:
        text = file.read()
    shutil.rmtree('in', ignore_errors=True)
    os.mkdir('in')
    for i in range(80):
        with open(f'in/n{i}.txt', 'w', encoding='utf-8') as file:
            file.write(f'{text}\n附件：第{i}号{edition if i % 3 == 0 else ""}\n')
    with zipfile.ZipFile('in/all.zip', 'w') as archive:
        for i in range(edition, edition + 12):
            archive.writestr(zipfile.ZipInfo(f'm{i}.txt'), f'{text}\n附件：第{i}号\n')


def record(output, more):
    """Runs with a journal; answers the folder before, its records, and the inode of the folder."""
    os.makedirs(output, exist_ok=True)
    before = {}
    for name in os.listdir(output):
        with open(f'{output}/{name}', 'rb') as file:
            before[name] = os.stat(f'{output}/{name}').st_ino, file.read()
    if os.path.exists('journal'):
        os.remove('journal')
    preload = ':'.join(filter(None, [os.environ['JOURNALED'], os.environ.get('LD_PRELOAD')]))
    run(output, {'LD_PRELOAD': preload, 'JOURNAL': os.path.abspath('journal')} | more)
    return before, read_journal('journal'), os.stat(output).st_ino


def check_rows(shown, known, older, where):
    """What the ledger says is there is there; but an older output may go before its row does."""
    for row in read_rows('found'):
        output = row[5]
        if output and not (output in older and output not in shown):
            assert shown.get(output) == known[output], f'{where}: the row of {row[0]} names an output that is not whole'


def try_state(disk, mode, chance, known, older, expected, where):
    shown = disk.show(mode, chance)
    shutil.rmtree('found', ignore_errors=True)
    os.mkdir('found')
    for name, data in shown.items():
        with open(f'found/{name}', 'wb') as file:
            file.write(data)
    if LEDGER in shown:
        shutil.copytree('found', 'kept')
        check_rows(shown, known, older, where)
        shutil.rmtree('found')
        os.rename('kept', 'found')
    run('found')
    tree, rows = expected
    found = read_tree('found')
    assert found == tree, f'{where}: other outputs: {sorted(set(found) ^ set(tree))[:5]}'
    assert read_rows('found') == rows, f'{where}: another ledger'


def choose(records, count, chance):
    """Moments: half of them behind what changes names or syncs, half anywhere, and the end."""
    marked = [at + 1 for at, one in enumerate(records) if one[0] not in (WRITE, TRUNCATE)]
    points = {chance.choice(marked) for _ in range(count // 2)} | {len(records)}
    while len(points) < min(count, len(records)):
        points.add(chance.randint(1, len(records)))
    return sorted(points)


def play(name, journal, known, expected, count, chance):
    before, records, folder = journal
    disk, done = Disk(before, folder), 0
    modes = ['least', 'ordered', 'any', 'most']
    for number, point in enumerate(choose(records, count, chance)):
        while done < point:
            disk.step(done, records[done])
            done += 1
        mode = modes[(number + chance.randint(0, 1)) % len(modes)]
        try_state(disk, mode, chance, known, before, expected, f'{name}, {mode}, after {point} of {len(records)} records')
    print(f'{name}: {count} states of {len(records)} records')


def main():
    count = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 32)
    print(f'seed {seed}')
    chance = random.Random(seed)

    write_inputs(1)
    first = record('out', {})
    known = read_tree('out')
    expected = read_tree('out'), read_rows('out')
    play('a first run', first, known, expected, count, chance)

    write_inputs(2)
    second = record('out', {'JOURNAL_PLAIN': '1'})
    known |= read_tree('out')
    expected = read_tree('out'), read_rows('out')
    play('a run over an older one', second, known, expected, count, chance)

    write_inputs(3)
    run('out')
    known |= read_tree('out')
    expected = read_tree('out'), read_rows('out')
    play('the inputs have changed again since', second, known, expected, count, chance)


main()
