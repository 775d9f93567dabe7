"""The READMEs' commands, run as they stand.

A fenced sh block after a line `<!-- test -->` is run by a test, with build/release/duban standing for
the program just built; one after `<!-- newcomer -->` is run by .ci/run in the clone itself. Every
command must succeed. A fenced text, xml or json block that follows is the output, to the letter,
where a line of three dots stands for any lines.

    readme.py --test SOURCE DUBAN     readme.py --newcomer
"""
import os
import re
import subprocess
import sys
import tempfile

READMES = ['README.md', 'README.zh.md', 'HACKING.md']
BLOCK = re.compile(r'<!-- (\w+) -->\n+```sh\n(.*?)```\n(?:\n*```(?:text|xml|json)\n(.*?)```\n)?', re.DOTALL)


def examples(text, mark):
    """(commands, expected output or None) of each block with the mark."""
    return [(m[2], m[3]) for m in BLOCK.finditer(text) if m[1] == mark]


def fits(expected, output):
    """Whether the output is the expected one; a line "..." stands for any lines."""
    pattern = ''.join(r'(?:.*\n)*?' if line == '...' else re.escape(line + '\n')
                      for line in expected.rstrip('\n').split('\n'))
    return re.fullmatch(pattern, output.rstrip('\n') + '\n') is not None


def run(commands, expected, folder):
    """The complaint about one example, or None."""
    done = subprocess.run(['sh', '-eu'], input=commands, cwd=folder, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                          env=dict(os.environ, NO_COLOR='1', COLUMNS='100'))
    if done.returncode:
        return f'{commands}ends with status {done.returncode}:\n{done.stdout}{done.stderr}'
    if expected is not None and not fits(expected, done.stdout):
        return f'{commands}prints:\n{done.stdout}but the README says:\n{expected}'
    return None


def in_a_copy(source, duban, folder):
    """A folder that looks like the clone after ./get-started, with the given program."""
    for name in sorted(os.listdir(source)):
        if name not in ('build', 'out', '.git'):
            os.symlink(os.path.join(source, name), os.path.join(folder, name))
    os.makedirs(os.path.join(folder, 'build', 'release'))
    os.makedirs(os.path.join(folder, 'out', 'records'))
    os.symlink(duban, os.path.join(folder, 'build', 'release', 'duban'))


def statuses(root, folder):
    """The exit statuses that --help names stand in the English README; their numbers in all tables."""
    told = subprocess.run(['build/release/duban', '--help'], cwd=folder, text=True, check=True,
                          stdout=subprocess.PIPE).stdout
    named = re.findall(r'^  (\d)  (.*)$', told, re.MULTILINE)
    found = [] if named else ['duban --help names no exit status']
    for name in ('README.md', 'README.zh.md'):
        with open(os.path.join(root, name), encoding='utf-8') as f:
            rows = dict(re.findall(r'^\| (\d) \| (.*) \|$', f.read(), re.MULTILINE))
        for number, meaning in named:
            if number not in rows or (name == 'README.md' and rows[number] != meaning):
                found.append(f'{name}: exit status {number} is not "{meaning}"')
    return found


def check(root, mark, folder):
    found, count = [], 0
    for name in READMES:
        path = os.path.join(root, name)
        if not os.path.exists(path):
            continue
        with open(path, encoding='utf-8') as f:
            for commands, expected in examples(f.read(), mark):
                count += 1
                complaint = run(commands, expected, folder)
                if complaint:
                    found.append(f'{name}: {complaint}')
    return found if count else [f'no README has a block marked {mark}']


def main():
    if sys.argv[1] == '--newcomer':
        found = check('.', 'newcomer', '.')
    else:
        source, duban = map(os.path.abspath, sys.argv[2:4])
        with tempfile.TemporaryDirectory() as folder:
            in_a_copy(source, duban, folder)
            found = check(source, 'test', folder) + statuses(source, folder)
    print('\n'.join(found))
    sys.exit(1 if found else 0)


if __name__ == '__main__':
    main()
