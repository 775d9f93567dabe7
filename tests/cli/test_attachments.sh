# The attachments of a page: those that lie in its folder have ledgers of their own, each once, and
# nothing leads out of the folder.
. "$(dirname "$0")/lib.sh"

link() { printf '<p>附件：<a href="%s">%s</a></p>' "$1" "$2"; }
page() {
    printf '<html><head><meta charset="utf-8"></head><body><div><h1>某市人民政府关于印发某市方案的通知</h1>'
    printf '<p>各区人民政府：</p><p>现印发给你们，请认真执行，抓好落实。</p>'
    while [ $# -gt 0 ]; do link "$1" "$2" && shift 2; done
    printf '<p>某市人民政府</p><p>2025年6月18日</p></div></body></html>'
}

mkdir -p site/files elsewhere
notice site/files/plan.txt
notice site/far.txt
cp site/far.txt 'site/某市分工.txt'
cp site/far.txt site/名单.txt
notice elsewhere/secret.txt
ln -s ../elsewhere/secret.txt site/leak.txt
ln -s files/plan.txt site/alias.txt
mkdir site/folder.txt
page ./files/plan.txt 某市方案.txt 'https://www.example.gov.cn/x/far.txt?v=1#top' 附件2：名单 \
    '/download.jsp?id=7' 某市分工.txt '/down.jsp?id=8&file=%E5%90%8D%E5%8D%95.txt' 附件3：名单 files%2Fplan.txt 再次.txt alias.txt 别名.txt \
    ../elsewhere/secret.txt 附件6：秘密.txt leak.txt 附件7：泄漏.txt folder.txt 附件8：目录.txt \
    none.txt 附件9：没有.txt files/../../elsewhere/secret.txt 附件10：秘密.txt >site/page.html

expect 0 "$DUBAN" extract -v site/page.html -o got
says err '^5 read, 0 failed'
says err 'secret.txt.* is not read: its link leads out'
says err 'leak.txt.* is not read: its link leads out'
says err 'none.txt.* does not lie beside'
says err 'folder.txt.* does not lie beside'
says err '^site/page.html:1:[0-9]*: warning: no section of a plan stands here'
for ledger in page page+files+plan.txt page+far.txt page+某市分工.txt page+名单.txt; do
    [ -s "got/$ledger.xml" ] || fail "no $ledger.xml in: $(ls got)"
done
[ "$(find got -name '*.xml' | wc -l)" = 5 ] || fail "more was read: $(ls got)"
grep -q '<meta kind="attachments">' got/page.xml || fail 'no attachments in the page'
grep -q '<attachment href="./files/plan.txt" src="[0-9-]*" rule="attachment.name">某市方案.txt</attachment>' \
    got/page.xml || fail 'another attachment'
grep -q 'href="site/files/plan.txt"' got/page+files+plan.txt.xml || fail 'another href'
expect 0 "$DUBAN" verify got/*.xml
if command -v xmllint >/dev/null; then
    expect 0 xmllint --noout --relaxng "$SOURCE/out/records.rng" got/*.xml
fi

# One that is an input itself is read once, under its own name, and gives the same ledger.
expect 0 "$DUBAN" extract site/page.html site/files/plan.txt -o both
says err '^5 read'
[ -s both/plan.xml ] || fail 'the input has no ledger'
cmp -s both/plan.xml got/page+files+plan.txt.xml || fail 'another ledger'
expect 0 "$DUBAN" extract site -o all
[ -e all/page+far.txt.xml ] && fail 'an input was read again'

# Standard output takes the page alone, and says so.
expect 0 "$DUBAN" extract site/page.html
says err "plan.txt' is read with '-o DIR'"
[ "$(grep -c '</policy>' out)" = 1 ] || fail 'more than the page'

# A page from standard input lies nowhere.
(cd site && expect 0 "$DUBAN" extract - -o ../stdin <page.html) || exit 1
[ "$(find stdin -name '*.xml' | wc -l)" = 1 ] || fail "more than the page: $(ls stdin)"

# A container beside the page gives its members; one that cannot be read fails by name.
python3 -c 'import zipfile; z = zipfile.ZipFile("site/all.zip", "w"); z.write("site/far.txt", "b.txt")'
printf '\211PNG\r\n\032\nxx' >site/photo.doc
page all.zip 附件：全部.zip photo.doc 附件：照片.doc >site/other.html
expect 1 "$DUBAN" extract site/other.html -o zip
says err '^2 read, 1 failed'
[ -s zip/other+all.zip+b.txt.xml ] || fail "no member in: $(ls zip)"
says err '^site/photo.doc: error: '
