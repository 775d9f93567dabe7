"""Each call of a function fails in turn: sweep.py [--points N] [--last N] CALL COMMAND...

Runs the command with the library of failing.c ($FAILING) preloaded, in children forked at the calls
that are tried: N points spread evenly over all of them (default 100; 0: every one), or over the last
N. None may crash, hang, leak (where the command is built with AddressSanitizer), end without a word,
or end well with other output than the undisturbed run."""
import argparse
import collections
import os
import re
import signal
import subprocess
import sys
import tempfile

KNOWN = range(1, 4)  # 0: it did without
SANITIZER = 99


def environment(folder, **more):
    own = {'LD_PRELOAD': os.environ['FAILING'], 'FAIL_DIR': folder} | more
    own['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0:allocator_may_return_null=1' + f':exitcode={SANITIZER}'
    return os.environ | own


def run(command, folder, **more):
    return subprocess.run(command, env=environment(folder, **more), capture_output=True, check=False)


def count_calls(folder):
    """Calls of the process that made most: those that it started count for themselves."""
    with open(f'{folder}/count', encoding='ascii') as file:
        return max(int(line.split()[0]) for line in file)


def name_callers(folder, call):
    """Functions and lines of the program itself, innermost first."""
    with open(f'{folder}/{call}.from', encoding='utf-8') as file:
        frames = re.findall(r'^(.*?)\((?:.*)\+(0x[0-9a-f]+)\)', file.read(), re.M)
    program = next((name for name, _ in frames if not re.search(r'\.so', name)), frames[0][0])
    places = [place for name, place in frames if name == program]
    named = subprocess.run(['addr2line', '-pfse', program, *places], capture_output=True, text=True, check=False).stdout
    return '\n'.join(f'    {line}' for line in named.splitlines())


def judge(folder, call, status, whole):
    """What is wrong with the child in which this call failed; how it ended otherwise."""
    with open(f'{folder}/{call}.out', 'rb') as file:
        out = file.read()
    with open(f'{folder}/{call}.err', 'rb') as file:
        said = file.read()
    if os.WIFSIGNALED(status):
        return 'hangs' if os.WTERMSIG(status) == signal.SIGALRM else f'dies of {signal.Signals(os.WTERMSIG(status)).name}', said
    code = os.WEXITSTATUS(status)
    if code == 0:
        # What the parent wrote before is not in the child's file.
        if whole.endswith(out) and (out or not whole):
            return None, 'did without'
        return (None if said.strip() else 'other output in silence'), 'said what it lost'
    if code not in KNOWN:
        return f'ends with status {code}', said
    return (None if said.strip() else f'ends with status {code} without a word'), f'status {code}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--points', type=int, default=100)
    parser.add_argument('--last', type=int, default=0)
    parser.add_argument('call')
    parser.add_argument('command', nargs=argparse.REMAINDER)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        whole = run(args.command, folder, FAIL_CALL=args.call)
        if whole.returncode:
            sys.exit(f'undisturbed it ends with {whole.returncode}: {whole.stderr.decode()}')
        total = count_calls(folder)
        first = max(1, total - args.last + 1) if args.last else 1
        every = max(1, -(-(total - first + 1) // args.points)) if args.points else 1
        swept = run(args.command, folder, FAIL_CALL=args.call, FAIL_FROM=str(first), FAIL_EVERY=str(every))
        if (swept.returncode, swept.stdout) != (whole.returncode, whole.stdout):
            sys.exit(f'the parent did not go on as if nothing had been: {swept.returncode} {swept.stderr.decode()}')
        ends = collections.Counter()
        wrong = 0
        with open(f'{folder}/report', encoding='ascii') as report:
            for line in report:
                call, status = map(int, line.split())
                fault, ended = judge(folder, call, status, whole.stdout)
                if fault:
                    wrong += 1
                    said = ended if isinstance(ended, str) else ended.decode(errors='replace')
                    print(f'{args.call} {call} of {total}: {fault}', said[-3000:], name_callers(folder, call), sep='\n')
                ends[fault or ended] += 1
        print(f"{args.call}, {sum(ends.values())} of {total} calls: {', '.join(f'{n} {end}' for end, n in sorted(ends.items()))}")
        sys.exit(1 if wrong or not ends else 0)


main()
