# The table fits the width that is asked for, counts wide characters as two, and has no colour here.
. "$(dirname "$0")/lib.sh"
notice good.txt
for width in 40 70 100 200; do
    COLUMNS=$width expect 0 "$DUBAN" show good.txt
    python3 - "$width" <<'END' || fail "a line is wider than $width columns"
import sys, unicodedata
text = open('out', encoding='utf-8').read()
table = text.split('\n\n', 1)[1]
wide = lambda line: sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)
sys.exit(any(wide(line) > int(sys.argv[1]) or line != line.rstrip() for line in table.split('\n')))
END
done
says out '（一） 完善规划  *市自然资源局 (lead)'
says out '到2026年底'
grep -q "$(printf '\033')" out && fail 'colour without a terminal'
COLUMNS=nonsense expect 0 "$DUBAN" show good.txt

for stage in blocks flow outline matches records; do
    expect 0 "$DUBAN" dump --stage=$stage good.txt
    cp out first
    expect 0 "$DUBAN" dump --stage=$stage good.txt
    cmp -s out first || fail "two dumps of $stage differ"
    [ -s out ] || fail "the dump of $stage is empty"
done
