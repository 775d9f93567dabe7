"""Inputs of which each is read alone: it ends as its row says, in records or in a named failure, within bounds of time and
memory. A row is what pages.py describes."""
import os
import re
import subprocess

import frame
from frame import DUBAN, SANITIZED, SECONDS, check

KIBIBYTES = 2 * 1024 * 1024  # for one process: DUBAN_DOCUMENT_MEMORY
LARGE = int(os.environ.get('HOSTILE_MEBIBYTES', '0')) > 16  # by hand


def ledger_of(name):
    path = f'out/{os.path.splitext(name)[0]}.xml'
    if not os.path.exists(path):
        return None
    with open(path, encoding='utf-8') as f:
        return f.read()


def judge(name, ending, wanted, message):
    code, messages, took, peak = frame.extract('-o', 'out', name)
    ledger = ledger_of(name)
    if frame.VERBOSE:
        size = os.path.getsize(name) / (1 << 20)
        print(f'{name}: {size:.1f} MiB, status {code}, {took:.1f} s, {peak // 1024} MB; {messages[:200]!r}')
    failed = re.search(r'^[^\n]*: error: ', messages, re.MULTILINE)
    if LARGE and code == 3 and 'memory' in messages:
        return  # named as such: 50 MiB of links do not fit into DUBAN_DOCUMENT_MEMORY
    check(code in (0, 1), f'{name}: ended with {code}: {messages[-500:]}')
    check((code == 0) == (ledger is not None), f'{name}: status {code}, a ledger: {ledger is not None}')
    check(code == 0 or failed, f'{name}: status 1 and no error is named: {messages[-500:]}')
    check(ending != 'ok' or code == 0, f'{name}: failed: {messages[-500:]}')
    check(ending != 'bad_input' or code == 1, f'{name}: should have failed')
    check(wanted == '-' or wanted in (ledger or ''), f'{name}: {wanted!r} is not in its ledger')
    check(message == '-' or message in messages, f'{name}: {message!r} is not in {messages[-500:]!r}')
    check(took < SECONDS * (4 if SANITIZED else 1), f'{name}: took {took:.0f} s')
    check(SANITIZED or peak < KIBIBYTES, f'{name}: took {peak} KiB')
    if ledger and len(ledger) < 1 << 20:
        proof = subprocess.run([DUBAN, 'verify', f'out/{os.path.splitext(name)[0]}.xml'], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
        check(proof.returncode == 0, f'{name}: verify: {proof.stdout[-500:]}')


def run(script, least):
    """Reads all that the script makes, at least so many."""
    def test(work):
        table = frame.make(script)
        check(len(table) >= least, f'{len(table)} inputs of {script}')
        for row in table:
            judge(*row)
            os.remove(row[0])
        print(f'{len(table)} inputs of {script}')
    frame.main(test)
