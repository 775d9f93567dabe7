"""compare.py DUBAN NOTICE FOLDER [ALLOWED]: the notice's other forms (forms.py) give the same tasks, units, targets,
baselines and deadlines as the notice itself, and each ledger is proven. Names what differs; ALLOWED is
differences.tsv."""
import collections
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import forms

SPACE = '{urn:duban:policy:1}'
KINDS = ['task', 'unit', 'target', 'baseline', 'deadline']
PLACES = {'src', 'id', 'rule', 'level', 'proof', 'inferred'}
FORMS = ['html', 'docx', 'ofd', 'pdf', 'columns.pdf', 'zip', 'warc']


def text_of(element):
    return ''.join(''.join(element.itertext()).split())


def record(element):
    attributes = sorted((k, v) for k, v in element.attrib.items() if not k.lower().endswith('src') and k not in PLACES)
    name = element.tag[len(SPACE):]
    heading = element.find(SPACE + 'heading')
    text = text_of(heading) if name == 'task' and heading is not None else '' if name == 'task' else text_of(element)
    return name, text, tuple(attributes)


def records(path):
    elements = ElementTree.parse(path).getroot().iter()
    return collections.Counter(record(e) for e in elements if e.tag[len(SPACE):] in KINDS)


def run(*command):
    return subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def ledger_of(duban, source, folder):
    """The ledger's path and what was said."""
    shutil.rmtree(folder, ignore_errors=True)
    said = run(duban, 'extract', '-q', source, '-o', folder)
    made = [os.path.join(folder, name) for name in os.listdir(folder)]
    return (made[0] if said.returncode == 0 and len(made) == 1 else None), said.stdout


def differences(duban, notice, folder):
    forms.main(notice, folder)
    name = os.path.splitext(os.path.basename(notice))[0]
    expected = records(ledger_of(duban, notice, os.path.join(folder, 'text'))[0])
    for form in FORMS:
        ledger, said = ledger_of(duban, os.path.join(folder, f'{name}.{form}'), os.path.join(folder, form))
        if not ledger:
            yield form, f'no ledger: {said}'
            continue
        found = records(ledger)
        for sign, missing in (('-', expected - found), ('+', found - expected)):
            for (kind, text, attributes), count in sorted(missing.items()):
                yield form, f'{sign}{count} {kind} {text[:60]} {dict(attributes)}'
        proof = run(duban, 'verify', ledger)
        if proof.returncode:
            yield 'proof', f'{form} is not proven: {proof.stdout}'


def allowed(table, notice):
    with open(table, encoding='utf-8') as f:
        rows = [line.rstrip('\n').split('\t') for line in f if not line.startswith('#')]
    name = os.path.splitext(os.path.basename(notice))[0]
    return {form: int(most) for row, form, most in rows[1:] if row == name}


def main(duban, notice, folder, table=None):
    found = list(differences(duban, notice, folder))
    counts = collections.Counter(form for form, _ in found)
    most = allowed(table, notice) if table else {}
    for form, what in found:
        print(f'{form}: {what}')
    print({form: counts[form] for form in FORMS}, 'allowed:', most)
    return any(count > most.get(form, 0) for form, count in counts.items())


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
