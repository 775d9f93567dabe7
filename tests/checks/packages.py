"""The package table and its reader: each set of each system is named, and every row is whole."""
import os
import subprocess
import sys


def listed(root, system, *sets):
    script = os.path.join(root, 'cmake', 'install-packages')
    return subprocess.run(['sh', script, '--list', system, *sets], check=True, text=True,
                          stdout=subprocess.PIPE).stdout.split()


def check(root):
    with open(os.path.join(root, 'cmake', 'packages.tsv'), encoding='utf-8') as f:
        head, *rows = [line.rstrip('\n').split('\t') for line in f if not line.startswith('#')]
    found = [f'packages.tsv: not {len(head)} columns: {row}' for row in rows if len(row) != len(head)]
    for column, system in enumerate(head[1:-1], 1):
        expected = [name for row in rows if row[0] in ('build', 'test') and row[column] != '-'
                    for name in row[column].split()]
        if listed(root, system, 'build', 'test') != expected:
            found.append(f'install-packages --list {system} build test: not what the table says')
    return found


if __name__ == '__main__':
    complaints = check(sys.argv[1])
    print('\n'.join(complaints))
    sys.exit(1 if complaints else 0)
