# 20,000 notices of mixed formats (COUNT): speed, the gain of a second worker, memory; then the
# same with a faulty worker in one of a hundred. Run by hand: see tests/batch/README.md.
. "$SOURCE/tests/batch/lib.sh"
count=${COUNT:-20000}

python3 "$SOURCE/tests/batch/generate.py" "$SOURCE" in "$count"
python3 "$SOURCE/tests/batch/generate.py" "$SOURCE" bad "$count" faults
echo "$count notices, $(du -sm --apparent-size in | cut -f1) MB"

# measure DIR OPTIONS...: runs with the peak memory of supervisor and workers seen from outside.
measure() {
    folder=$1
    shift
    python3 - "$DUBAN" "$folder" "$@" <<'PY'
import os, subprocess, sys, time
duban, folder, options = sys.argv[1], sys.argv[2], sys.argv[3:]
start = time.monotonic()
run = subprocess.Popen([duban, 'run', 'in', '-o', folder, *options], stderr=subprocess.PIPE, text=True)
def resident(pid):
    try:
        with open(f'/proc/{pid}/status') as file:
            return next((int(line.split()[1]) for line in file if line.startswith('VmRSS')), 0)
    except OSError:
        return 0
seen = []
while run.poll() is None:
    workers = subprocess.run(['pgrep', '-P', str(run.pid)], capture_output=True, text=True).stdout.split()
    seen.append((resident(run.pid), max([resident(w) for w in workers] or [0])))
    time.sleep(0.5)
half = len(seen) // 2
for k, who in enumerate(('supervisor', 'worker')):
    first, last = max(s[k] for s in seen[:half] or [(0, 0)]), max(s[k] for s in seen[half:] or [(0, 0)])
    print(f'{folder}: {who}: at most {first // 1024} MB in the first half, {last // 1024} MB in the second')
print(f'{folder}: {time.monotonic() - start:.1f} s: {run.stderr.read().splitlines()[-1]}')
sys.exit(run.returncode)
PY
}

measure one -j1 || fail "-j1 failed"
measure two -j2 || fail "-j2 failed"
same_tree one two
sums two "$count"

expect 1 "$DUBAN_FAULTY" run -j2 --timeout 3 bad -o faulty
sums faulty "$count"
ledger faulty "SELECT status, count(*) FROM inputs GROUP BY status"
ledger faulty "SELECT sha256, tasks, units, targets, deadlines FROM inputs WHERE status='ok' ORDER BY 1" >rest
ledger one "SELECT sha256, tasks, units, targets, deadlines FROM inputs WHERE sha256 IN
    (SELECT sha256 FROM inputs) ORDER BY 1" >all
python3 - <<'PY' || fail "a document near a fault is not what it was"
rest, all = (open(name).read().splitlines() for name in ('rest', 'all'))
assert set(rest) <= set(all) and len(rest) >= len(all) * 0.985, (len(rest), len(all))
PY
echo "passed"
