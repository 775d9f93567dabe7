# Attachments in the folder of a page that is named: inputs like any other, each once, whatever the
# order, the number of workers and the shards.
. "$SOURCE/tests/batch/lib.sh"

link() { printf '<p>附件：<a href="%s">%s</a></p>' "$1" "$2"; }
page() {
    printf '<html><head><meta charset="utf-8"></head><body><div><h1>某市人民政府关于印发某市方案的通知</h1>'
    printf '<p>各区人民政府：</p><p>现印发给你们，请认真执行，抓好落实。</p>'
    while [ $# -gt 0 ]; do link "$1" "$2" && shift 2; done
    printf '<p>某市人民政府</p><p>2025年6月18日</p></div></body></html>'
}

inputs site/files 3
inputs elsewhere 1
cp site/files/n1.txt site/beside.txt
cp site/files/n1.txt site/other.txt
cp site/files/n2.txt 'site/名单100%.txt'
ln -s files/n2.txt site/alias.txt
ln -s ../elsewhere/n1.txt site/leak.txt
page ./files/n1.txt 方案.txt beside.txt 附件2.txt alias.txt 别名.txt files/n2.txt 附件3.txt ../elsewhere/n1.txt 秘密.txt \
    leak.txt 泄漏.txt none.txt 没有.txt %E5%90%8D%E5%8D%95100%25.txt 附件4.txt >site/a.html
page files/n1.txt 方案.txt files/b.html 附件5.html >site/b.html
page n3.txt 附件6.txt >site/files/b.html
python3 -c 'import zipfile; z = zipfile.ZipFile("site/all.zip", "w"); z.write("site/other.txt", "c.txt")'
page all.zip 附件：全部.zip >site/zip.html

# Each is an input of its own name; one file is one input under whatever names; nothing leads out.
expect 0 "$DUBAN" run site/a.html -o one --sandbox=auto
ledger one 'SELECT input FROM inputs ORDER BY input' >rows
printf '%s\n' site/a.html site/alias.txt site/beside.txt site/files/n1.txt site/名单100%25.txt | diff - rows >diff ||
    fail "other inputs: $(cat diff)"
sums one 5
expect 0 "$DUBAN" verify one/*.xml

# The attachments of an attachment are not read, unless it is named as well; a container is one.
expect 0 "$DUBAN" run site/b.html -o two
sums two 3
expect 0 "$DUBAN" run site/b.html site/files/b.html -o three
sums three 4
[ "$(ledger three "SELECT status FROM inputs WHERE input='site/files/n3.txt'")" = ok ] || fail 'no attachment of the second page'
expect 0 "$DUBAN" run site/zip.html -o zip
[ "$(ledger zip "SELECT status FROM inputs WHERE input='site/all.zip!/c.txt'")" = ok ] || fail 'no member of an attachment'

# Nothing depends on order, workers, cage, or on how the pages are named; none comes twice.
expect 0 "$DUBAN" run -j1 site/a.html site/b.html -o m1
expect 0 "$DUBAN" run -j3 --recycle 1 --sandbox=off site/b.html site/a.html site/b.html -o m3
printf '%s\0' site/b.html site/a.html >list
expect 0 "$DUBAN" run -j2 --from0 list -o m2
expect 0 "$DUBAN" run -j2 'site/[ab].html' -o m4
same_tree m1 m3
same_tree m1 m2
same_tree m1 m4
sums m1 7

# A folder finds them itself.
"$DUBAN" run -q site -o f1
"$DUBAN" run -q site site/a.html site/b.html -o f2
same_tree f1 f2

# Again: nothing changed; then an attachment did; then the page has another one.
expect 0 "$DUBAN" run site/a.html -o one
says err '0 read, 5 unchanged'
printf '\n补充。\n' >>site/beside.txt
expect 0 "$DUBAN" run site/a.html -o one
says err '1 read, 4 unchanged'
page files/n3.txt 附件7.txt >site/a.html
expect 0 "$DUBAN" run --dry-run site/a.html -o one
says out '^site/files/n3.txt: to be read'
expect 0 "$DUBAN" run site/a.html -o one
[ "$(ledger one "SELECT status FROM inputs WHERE input='site/files/n3.txt'")" = ok ] || fail 'the new one was not read'

# Shards agree on them, and the proof of the merge holds.
for i in 1 2 3; do
    expect 0 "$DUBAN" run site/a.html site/b.html --shard "$i/3" -o "parts/$i"
done
expect 0 "$DUBAN" merge parts/1 parts/2 parts/3 -o merged
expect 0 "$DUBAN" run site/a.html site/b.html -o whole
same_tree merged whole

# Outputs in the page's folder are no attachments of it.
(cd site && expect 0 "$DUBAN" run b.html -o done) || exit 1
output=$(ledger site/done "SELECT output FROM inputs WHERE input='b.html'")
page "done/$output" 附件8.xml files/n1.txt 方案.txt >site/b.html
(cd site && expect 0 "$DUBAN" run b.html -o done) || exit 1
[ -z "$(ledger site/done "SELECT input FROM inputs WHERE input LIKE 'done/%'")" ] || fail 'an output was an input'

# Links that cannot be asked for end the run before it begins; the next one reads what it would have.
ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0" \
    expect 3 env LD_PRELOAD="$FAILING" FAIL_CALL=memfd_create FAIL_AT=1 "$DUBAN" run -q site/a.html -o unlinked
says err 'its links cannot be read'
expect 0 "$DUBAN" run -q site/a.html -o unlinked
expect 0 "$DUBAN" run -q site/a.html -o linked
same_tree linked unlinked
