# A second run reads what changed, and nothing else, and can say so before.
. "$SOURCE/tests/batch/lib.sh"

inputs in 6
expect 0 "$DUBAN" run in -o done
says err '6 read, 0 unchanged'
touch in/*.txt
expect 0 "$DUBAN" run in -o done
says err '0 read, 6 unchanged'
expect 0 "$DUBAN" status done
says out 'ok  *6 '
says out 'inputs  *6$'

printf '\n附件：别的\n' >>in/n2.txt
rm done/n3.txt.*.xml
notice in/n7.txt
expect 0 "$DUBAN" run --dry-run in -o done
sort out >plan
cat >wanted <<'TEXT'
in/n2.txt: to be read: its content changed
in/n3.txt: to be read: its output is not there
in/n7.txt: to be read: new
TEXT
diff wanted plan >diff || fail "another plan: $(cat diff)"
sums done 6
expect 0 "$DUBAN" run in -o done
says err '3 read, 4 unchanged'
expect 0 "$DUBAN" run -q in -o fresh
same_tree fresh done

# Other rules: everything again.
cp -r "$DUBAN_RULES" rules
printf '# a comment\n' >>"$(find rules/vocab -name '*.tsv' | head -1)"
expect 0 "$DUBAN" run --rules rules --dry-run in -o done
says out 'in/n1.txt: to be read: the rules changed'
expect 0 "$DUBAN" run --rules rules in -o done
says err '7 read, 0 unchanged'

# By time: older files are skipped, and what is known of them stays.
touch -d 2020-01-01 in/n1.txt in/n2.txt
expect 0 "$DUBAN" run --newer-than 2021-01-01 in -o newer
says err 'skipped  *2 '
sums newer 7
expect 0 "$DUBAN" run in -o newer
says err '2 read, 5 unchanged'

# One run at a time.
python3 - "$DUBAN" <<'PY' || fail "the second run was not refused: $(cat err)"
import fcntl, os, subprocess, sys
lock = open('done/.lock', 'r+')
fcntl.lockf(lock, fcntl.LOCK_EX)
second = subprocess.run([sys.argv[1], 'run', 'in', '-o', 'done'], stderr=subprocess.PIPE, text=True)
open('err', 'w').write(second.stderr)
sys.exit(not (second.returncode == 3 and f'process {os.getpid()} ' in second.stderr))
PY

# All of it as JSON.
expect 0 "$DUBAN" status --json newer
python3 -c "
import json
s = json.load(open('out'))
assert s['count'] == 7 == len(s['inputs']) == sum(s['sums'].values()), s
assert s['run']['exit_status'] == 0 and s['inputs'][0]['input'] == 'in/n1.txt', s" || fail "JSON"
expect 3 "$DUBAN" status in
expect 2 "$DUBAN" run in
expect 2 "$DUBAN" run in -o done --jobs=0
expect 2 "$DUBAN" run in -o done --shard=3/2
expect 2 "$DUBAN" run in -o done --fail-on=nothing
