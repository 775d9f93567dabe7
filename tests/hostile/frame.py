"""What the tests of hostile inputs have in common: inputs made in a folder that goes away again, `duban extract` with its
time and memory, and what did not hold."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

DUBAN, SOURCE = os.environ['DUBAN'], os.environ['SOURCE']
SANITIZED = bool(os.environ.get('SANITIZED'))
VERBOSE = bool(os.environ.get('VERBOSE'))
SECONDS = 60  # for one input, on a machine that does much else
failures = []


def check(held, text):
    if not held:
        failures.append(text)


def extract(*arguments):
    """The exit status, the messages, seconds and KiB of one process."""
    started = time.monotonic()
    with open('err', 'w', encoding='utf-8') as err:
        child = subprocess.Popen([DUBAN, 'extract', *arguments], stderr=err)
    try:
        _, status, usage = os.wait4(child.pid, 0)
    except KeyboardInterrupt:
        child.kill()
        raise
    took = time.monotonic() - started
    with open('err', encoding='utf-8', errors='replace') as f:
        return os.waitstatus_to_exitcode(status), f.read(), took, usage.ru_maxrss


def make(script, *arguments, folder='.'):
    """The rows that a script prints of the inputs which it writes there."""
    made = subprocess.run([sys.executable, '-B', f'{SOURCE}/tests/hostile/{script}', *arguments], cwd=folder,
                          stdout=subprocess.PIPE, text=True, check=True).stdout
    return [line.split('\t') for line in made.splitlines()]


def main(test):
    """Runs the test in a folder of its own; ends the process with 1 if anything did not hold."""
    work = tempfile.mkdtemp()
    os.chdir(work)
    try:
        test(work)
    finally:
        os.chdir('/')
        shutil.rmtree(work)
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(bool(failures))
