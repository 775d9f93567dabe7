"""The source tree as the checks see it: which files there are, and what is in them."""
import os
import sys

SKIPPED = {'build', '.git', '.cache'}


def files(root, *endings):
    """Paths below root, relative to it, sorted, that end in one of the endings."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if f not in SKIPPED]
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), root)
            if path.endswith(endings) and not path.startswith('out/records/'):
                found.append(path)
    return sorted(found)


def lines(root, path):
    """(number, line) of a file, from 1."""
    with open(os.path.join(root, path), encoding='utf-8') as f:
        return list(enumerate(f.read().split('\n'), 1))


def stage(path):
    """The folder at the top that a path stands in: its stage."""
    return path.split('/')[0]


def main(check):
    """Runs check(root) on the tree given on the command line; prints complaints, exits 1 on any."""
    complaints = check(sys.argv[1])
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if complaints else 0)
