# 20,000 notices of mixed formats (COUNT): speed, the gain of a second worker (the best of ROUNDS), memory; then the
# same with a faulty worker in one of a hundred. Run by hand: see tests/batch/README.md.
. "$SOURCE/tests/batch/lib.sh"
count=${COUNT:-20000}

python3 "$SOURCE/tests/batch/generate.py" "$SOURCE" in "$count"
python3 "$SOURCE/tests/batch/generate.py" "$SOURCE" bad "$count" faults
echo "$count notices, $(du -sm --apparent-size in | cut -f1) MB"

python3 "$SOURCE/tests/batch/measure.py" "$DUBAN" in runs "${ROUNDS:-3}" || fail "it cannot be measured"
same_tree runs/1-0 runs/2-0
sums runs/2-0 "$count"

# A worker that fails on purpose, beside the same run without.
expect 0 "$DUBAN" run -q bad -o clean
expect 1 "$DUBAN_FAULTY" run --timeout 3 bad -o faulty
tail -1 err
sums faulty "$count"
ledger faulty "SELECT status, count(*) FROM inputs GROUP BY status"
python3 - <<'PY' || fail "a fault does not end as it should, or touches others"
import filecmp, os, sqlite3
expected = {'crash': 'crash', 'loop': 'timeout', 'allocate': 'out_of_memory', 'flood': 'too_large',
            'exit': 'crash', 'nonsense': 'crash'}
rows = sqlite3.connect('faulty/ledger.sqlite').execute('SELECT input, status, output FROM inputs').fetchall()
for name, status, output in rows:
    part = name.split('.')[1]
    assert status == expected.get(part, 'ok'), (name, status)
    if status == 'ok':
        assert filecmp.cmp(f'faulty/{output}', f'clean/{output}', shallow=False), name
outputs = [name for name in os.listdir('faulty') if name.endswith('.xml')]
assert len(outputs) == sum(status == 'ok' for _, status, _ in rows)
PY
echo "passed"
