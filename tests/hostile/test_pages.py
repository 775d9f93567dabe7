"""Every hostile page ends as pages.py says, in records or in a named failure, within bounds of time and memory."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

DUBAN, SOURCE = os.environ['DUBAN'], os.environ['SOURCE']
SANITIZED = bool(os.environ.get('SANITIZED'))
SECONDS = 60                 # for one page, on a machine that does much else
KIBIBYTES = 2 * 1024 * 1024  # for one process: DUBAN_DOCUMENT_MEMORY
LARGE = int(os.environ.get('HOSTILE_MEBIBYTES', '0')) > 16  # by hand
failures = []


def check(held, text):
    if not held:
        failures.append(text)


def extract(name):
    """The exit status, the ledger or None, the messages, seconds and KiB."""
    started = time.monotonic()
    with open('err', 'w', encoding='utf-8') as err:
        child = subprocess.Popen([DUBAN, 'extract', '-o', 'out', name], stderr=err)
    try:
        _, status, usage = os.wait4(child.pid, 0)
    except KeyboardInterrupt:
        child.kill()
        raise
    took = time.monotonic() - started
    with open('err', encoding='utf-8', errors='replace') as f:
        messages = f.read()
    path = f'out/{os.path.splitext(name)[0]}.xml'
    ledger = None
    if os.path.exists(path):
        with open(path, encoding='utf-8') as f:
            ledger = f.read()
    return os.waitstatus_to_exitcode(status), ledger, messages, took, usage.ru_maxrss


def judge(name, ending, wanted, message):
    code, ledger, messages, took, peak = extract(name)
    if os.environ.get('VERBOSE'):
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


def main():
    work = tempfile.mkdtemp()
    os.chdir(work)
    try:
        made = subprocess.run([sys.executable, '-B', f'{SOURCE}/tests/hostile/pages.py'], stdout=subprocess.PIPE, text=True,
                              check=True).stdout
        table = [line.split('\t') for line in made.splitlines()]
        check(len(table) >= 20, f'{len(table)} pages')
        for row in table:
            judge(*row)
            os.remove(row[0])
        print(f'{len(table)} pages')
    finally:
        shutil.rmtree(work)
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(bool(failures))


main()
