# Members of containers: each has one status, whatever becomes of the others, of the run, and of the
# process that takes the container apart.
. "$SOURCE/tests/batch/lib.sh"

python3 "$SOURCE/tests/batch/archives.py" "$SOURCE" in 12
inputs in 3

# Each has a row and its output, the container a row of its own, and the sums hold.
expect 1 "$DUBAN" run --column 正文 --id-column 编号 in/big.zip in/crawl.warc.gz in/mixed.tar -o done
says err 'inputs  *37$'
sums done 37
ledger done 'SELECT input,status,reason FROM inputs ORDER BY input' >rows
says rows '^in/big.zip|ok|$'
says rows '^in/big.zip!/d3/n3.txt|ok|$'
says rows '^in/crawl.warc.gz!/http://a.gov.cn/7/|ok|$'
says rows '^in/mixed.tar!/a.txt~2|ok|$'
says rows '^in/mixed.tar!/a.txt~2~2|ok|$'
says rows '^in/mixed.tar!/a.txt~3|ok|$'
says rows '^in/mixed.tar!/empty.txt|no_text|'
says rows '^in/mixed.tar!/noise.bin|bad_input|'
says rows '^in/mixed.tar!/../out.txt|bad_input|refused: the path leads out'
says rows '^in/mixed.tar!/.hidden|skipped|left out: a hidden file'
says rows '^in/mixed.tar!/link|bad_input|refused: a link'
says rows '^in/mixed.tar!/two%0Alines%21/x.txt|ok|$'
[ "$(ledger done "SELECT count(*) FROM inputs WHERE container='in/big.zip'")" = 12 ] || fail "not 12 members"
expect 1 "$DUBAN" status --json done
python3 -c "
import json
s = json.load(open('out'))
assert s['count'] == 37 == len(s['inputs']) == sum(s['sums'].values()), s['sums']" || fail "the sums of status"
expect 0 "$DUBAN" verify done/*.xml
says out ', 0 failed$'

# Many containers of few members, taken apart faster than those are read: what waits is bounded.
python3 - <<'END'
import zipfile
figures = "一二三四五六七八九十"
lines = [f"（{n}）加强管护。到2027年，新建水库{k}座。（责任单位：市水利局）" for k, n in enumerate(figures, 1)]
for i in range(40):
    with zipfile.ZipFile(f"in/few{i:02}.zip", "w") as container:
        for k in range(5):
            container.writestr(f"{k}.txt", "\n".join(["一、重点任务", *lines, f"第{i}件第{k}份"]))
END
expect 0 "$DUBAN" run -j2 in/few*.zip -o few
sums few 240
rm in/few*.zip

# Rows of a dump are named by their number, their outputs by the id.
expect 0 "$DUBAN" run --column 正文 --id-column 编号 in/dump.csv -o rows.d
[ "$(ledger rows.d "SELECT status FROM inputs WHERE input='in/dump.csv!/row/12'")" = ok ] || fail "no row 12"
[ -n "$(find rows.d -name 'A11.*.xml')" ] || fail "no output named by its id"
expect 0 "$DUBAN" verify rows.d/*.xml
expect 0 "$DUBAN" run --column 正文 --id-column 编号 in/dump.csv -o rows.d
says err '0 read, 13 unchanged'
expect 0 "$DUBAN" run in/dump.csv -o rows.d
sums rows.d 1
[ "$(find rows.d -name '*.xml' | wc -l)" -eq 1 ] || fail "outputs of the rows stay"
expect 1 "$DUBAN" run --column 内容 in/dump.csv -o none
[ "$(ledger none 'SELECT status FROM inputs')" = unsupported ] || fail "a column that is not there"

# Nothing depends on the number of workers, the cage, the recycling, or the order.
"$DUBAN" run -q in -o one -j1
"$DUBAN" run -q in -o three -j3 --recycle 2
"$DUBAN" run -q in/mixed.tar in/n3.txt in/n2.txt in/n1.txt in/dump.csv in/crawl.warc.gz in/big.zip -j7 \
    --sandbox=off -o seven
same_tree one three
same_tree one seven
sums one 41

# What is as it was is not read again; a container that changed gives only what is new, and what it
# lost is gone.
expect 1 "$DUBAN" run in -o one
says err '0 read, 41 unchanged'
cp -r one grown
(cd in && python3 - <<'PY'
import zipfile
old = zipfile.ZipFile('big.zip')
with zipfile.ZipFile('new.zip', 'w') as new:
    for name in old.namelist()[2:]:
        new.writestr(zipfile.ZipInfo(name), old.read(name))
    new.writestr(zipfile.ZipInfo('added.txt'), old.read(old.namelist()[0]) + b'\n')
PY
mv new.zip big.zip)
expect 1 "$DUBAN" run --dry-run in -o grown
says out '^in/big.zip: to be read: its content changed'
[ "$(wc -l <out)" -eq 1 ] || fail "another plan: $(cat out)"
expect 1 "$DUBAN" run in -o grown
says err '^2 read, 38 unchanged'
sums grown 40
expect 1 "$DUBAN" run -q in -o fresh
same_tree fresh grown
# A lost output brings its container back, other rules bring all.
find grown -name 'added.txt.*' -delete
expect 1 "$DUBAN" run in -o grown
says err '^2 read, 38 unchanged'
same_tree fresh grown

# An input that is a container no more, or is gone.
mkdir alone
cp in/big.zip alone/x
expect 0 "$DUBAN" run -q alone/x -o turned
sums turned 12
notice alone/x
expect 0 "$DUBAN" run -q alone/x -o turned
sums turned 1
[ "$(find turned -name '*.xml' | wc -l)" -eq 1 ] || fail "outputs of members stay"
cp in/big.zip alone/x
expect 0 "$DUBAN" run -q alone/x -o turned
sums turned 12
[ "$(find turned -name '*.xml' | wc -l)" -eq 11 ] || fail "not 11 outputs"
rm alone/x
expect 1 "$DUBAN" run -q alone/x -o turned
sums turned 1

# A file whose name looks like a member's is another input.
mkdir 'in/big.zip!'
mkdir 'in/big.zip!/d3'
notice 'in/big.zip!/d3/n3.txt'
expect 0 "$DUBAN" run -q in/big.zip 'in/big.zip!/d3/n3.txt' -o both
sums both 13
rm -r 'in/big.zip!'

# Shards take containers whole.
for i in 1 2 3; do "$DUBAN" run -q in -o "s$i" --shard $i/3; done
expect 0 "$DUBAN" merge s1 s2 s3 -o merged
same_tree fresh merged

# By time: a container that is left out keeps what is known of its members.
touch -d 2020-01-01 in/big.zip
expect 1 "$DUBAN" run in -o fresh --newer-than 2021-01-01
says err '^0 read, 40 unchanged'
