"""Goldens: what a stage makes of a small notice, kept as a file and read by people.

tests/golden/inputs/NAME.* is the notice, tests/golden/STAGE/NAME.txt what `duban dump --stage=STAGE` prints
of it. A test compares one; tests/golden/update writes one.

    golden.py compare DUBAN STAGE/NAME      golden.py update DUBAN STAGE/NAME
"""
import difflib
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def dump(duban, stage, name):
    inputs = glob.glob(os.path.join(HERE, 'inputs', name + '.*'))
    if len(inputs) != 1:
        sys.exit(f'tests/golden/inputs has {len(inputs)} files named {name}.*; one is needed')
    done = subprocess.run([os.path.abspath(duban), 'dump', f'--stage={stage}', os.path.relpath(inputs[0], HERE)],
                          cwd=HERE, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f'duban dump ends with status {done.returncode}')
    return done.stdout.decode('utf-8')


def main():
    verb, duban, golden = sys.argv[1:4]
    stage, name = golden.removesuffix('.txt').split('/')
    path = os.path.join(HERE, stage, name + '.txt')
    now = dump(duban, stage, name)
    if verb == 'update':
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as f:
            f.write(now)
        return
    with open(path, encoding='utf-8') as f:
        kept = f.read()
    if kept != now:
        sys.stdout.writelines(difflib.unified_diff(kept.splitlines(True), now.splitlines(True), 'kept', 'now'))
        sys.exit(f'\nif the change is meant: tests/golden/update {stage}/{name}')


if __name__ == '__main__':
    main()
