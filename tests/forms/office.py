"""office.py DUBAN FOLDER NOTICE...: the notices as DOCX (forms.py) that LibreOffice has written anew, from DOCX, from DOC
and from ODT, give the records of their text, and each ledger is proven. Ends with 77 where there is no LibreOffice."""
import os
import shutil
import subprocess
import sys

import compare
import forms

# The format in between; None: from DOCX at once.
ROUTES = {'docx': None, 'doc': 'doc', 'odt': 'odt'}


def convert(form, paths, folder, home):
    command = ['soffice', '--headless', f'-env:UserInstallation=file://{home}', '--convert-to', form, '--outdir', folder]
    subprocess.run(command + paths, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return [os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + '.' + form) for path in paths]


def rewritten(route, paths, folder, home):
    """The documents as LibreOffice writes them; it reads what it wrote in the format in between."""
    between = ROUTES[route]
    if between:
        paths = convert(between, paths, os.path.join(folder, f'{route}.between'), home)
    return convert('docx', paths, os.path.join(folder, route), home)


def differences(duban, folder, notices):
    for notice in notices:
        forms.main(notice, folder)
    names = [os.path.splitext(os.path.basename(notice))[0] for notice in notices]
    expected = [compare.records(compare.ledger_of(duban, notice, os.path.join(folder, 'text'))[0]) for notice in notices]
    sources = [os.path.join(folder, name + '.docx') for name in names]
    for route in ROUTES:
        made = rewritten(route, sources, folder, os.path.join(folder, 'home'))
        for name, path, wanted in zip(names, made, expected):
            ledger, said = compare.ledger_of(duban, path, os.path.join(folder, 'ledger'))
            found = compare.records(ledger) if ledger else None
            if found != wanted:
                yield f'{name} by {route}: {said or list(((wanted - found) + (found - wanted)).items())[:10]}'
            elif compare.run(duban, 'verify', ledger).returncode:
                yield f'{name} by {route}: not proven'


def main(duban, folder, *notices):
    if not shutil.which('soffice'):
        return 77
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    found = list(differences(duban, os.path.abspath(folder), notices))
    print('\n'.join(found) or f'{len(notices)} notices, {len(ROUTES)} ways: the same records')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
