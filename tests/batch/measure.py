"""How fast one and two workers are: measure.py DUBAN INPUTS FOLDER ROUNDS

Runs `duban run` with one worker and with two in turn, each round into folders of its own (ext4 finds
new inodes slowly where many were removed a moment ago), and prints for each run the wall time, the
processor time of supervisor and workers, and the most memory of each in the run's first and second
half. At the end the best of each and their ratio; FOLDER/1-0 and FOLDER/2-0 stay there.

On a machine that does other work too the wall times mean little; what the supervisor costs beside a
worker does not depend on that: with as many processors as workers, both halves of the work share
them, and the ratio cannot be better than 2 / (1 + supervisor / workers)."""
import os
import shutil
import subprocess
import sys
import time

TICKS = os.sysconf('SC_CLK_TCK')


def resident(pid):
    """KiB of a process that may have ended."""
    try:
        with open(f'/proc/{pid}/status', encoding='ascii', errors='replace') as file:
            return next((int(line.split()[1]) for line in file if line.startswith('VmRSS')), 0)
    except OSError:
        return 0


def children(pid):
    try:
        with open(f'/proc/{pid}/task/{pid}/children', encoding='ascii') as file:
            return file.read().split()
    except OSError:
        return []


def has_ended(pid):
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def run(duban, inputs, folder, jobs):
    """Wall seconds, seconds of supervisor and workers, samples of memory, the last line said."""
    start = time.monotonic()
    process = subprocess.Popen([duban, 'run', f'-j{jobs}', inputs, '-o', folder], stderr=subprocess.PIPE, text=True)
    seen = []
    while not has_ended(process.pid):
        seen.append((resident(process.pid), max(map(resident, children(process.pid)), default=0)))
        time.sleep(0.05)
    wall = time.monotonic() - start
    with open(f'/proc/{process.pid}/stat', encoding='ascii', errors='replace') as file:
        user, system, workers_user, workers_system = (
            int(word) / TICKS for word in file.read().rsplit(')', 1)[1].split()[11:15])
    said = process.stderr.read().splitlines()
    if process.wait():
        sys.exit(f'duban run ended with {process.returncode}: {said[-1:]}')
    return wall, user + system, workers_user + workers_system, seen, said[-1]


def tell(jobs, measured):
    wall, supervisor, workers, seen, said = measured
    half = len(seen) // 2
    peaks = [[max((sample[who] for sample in part), default=0) // 1024 for part in (seen[:half], seen[half:])]
             for who in (0, 1)]
    print(f'-j{jobs}: {wall:.1f} s; processor: supervisor {supervisor:.2f} s, workers {workers:.2f} s; '
          f'memory of supervisor {peaks[0][0]} then {peaks[0][1]} MB, of a worker {peaks[1][0]} then {peaks[1][1]} MB; '
          f'{said}', flush=True)


def main():
    duban, inputs, folder, rounds = sys.argv[1:4] + [int(sys.argv[4])]
    best = {}
    for i in range(rounds):
        for jobs in (1, 2):
            measured = run(duban, inputs, f'{folder}/{jobs}-{i}', jobs)
            tell(jobs, measured)
            best[jobs] = min(best.get(jobs, measured), measured, key=lambda m: m[0])
    for i in range(1, rounds):
        for jobs in (1, 2):
            shutil.rmtree(f'{folder}/{jobs}-{i}')
    share = best[2][1] / best[2][2]
    print(f'best of {rounds}: {best[1][0]:.2f} s with one worker, {best[2][0]:.2f} s with two: ratio {best[1][0] / best[2][0]:.2f}; '
          f'the supervisor needs {share:.0%} of the workers\' processor time; load {os.getloadavg()[0]:.1f}')


main()
