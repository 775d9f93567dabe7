# Each document of a container and each row of a dump has its own ledger, proven from its bytes; what
# is hostile is refused by name.
. "$(dirname "$0")/lib.sh"
python3 "$SOURCE/tests/cli/containers.py" "$SOURCE/tests/cli/notice.txt" || exit 1

gives() { for ledger in "$@"; do [ -s "$ledger" ] || fail "no $ledger in: $(ls -R .)"; done; }
counts() { says err "^$1 read, $2 failed"; }

expect 0 "$DUBAN" extract -v good.zip -o zip
counts 2 0
says err '^good.zip!/__MACOSX/x.txt: note: '
gives zip/good+甲+通知.txt.xml zip/good+乙.html.xml
grep -q 'href="good.zip!/甲/通知.txt"' zip/good+甲+通知.txt.xml || fail 'another href'
expect 0 "$DUBAN" extract gb.zip -o zip
gives zip/gb+通知.txt.xml
expect 0 "$DUBAN" verify zip/*.xml
expect 0 "$DUBAN" show 'good.zip!/甲/通知.txt'
expect 0 "$DUBAN" extract gb.zip
expect 2 "$DUBAN" extract good.zip

expect 1 "$DUBAN" extract bad.zip -o bad
counts 1 5
says err '^bad.zip!/../evil.txt: error: .*leads out'
says err '^bad.zip!//abs.txt: error: .*leads out'
says err '^bad.zip!/link.txt: error: .*a link'
says err '^bad.zip!/inner.zip!/deeper.zip: error: too deep'
says err '^bad.zip!/picture.png: error: '
gives bad/bad+inner.zip+in.txt.xml
expect 1 "$DUBAN" extract secret.zip -o bad
says err '^secret.zip!/secret.txt: error: .*password'
expect 1 "$DUBAN" extract cut.zip -o bad
says err '^cut.zip.*: error: damaged'
expect 1 "$DUBAN" extract bomb.zip -o bad
says err '^bomb.zip!/1.txt: error: too large'

expect 0 "$DUBAN" extract a.tar a.tgz a.txz a.tbz n.txt.gz -o tar
counts 5 0
gives tar/a.tar+d+n.txt.xml tar/a.tgz+d+n.txt.xml tar/n.txt+n.txt.xml
expect 0 "$DUBAN" verify tar/*.xml

for crawl in c.warc z.warc.gz; do
    expect 1 "$DUBAN" extract -v "$crawl" -o warc
    counts 5 1
    says err 'wrong.html: error: damaged'
    says err 'none.html: note: '
    says err 'a.gov.cn/1/~2: note: .*duplicate'
    says err 'logo.png: note: '
done
gives warc/c+http+a.gov.cn+2.html.xml warc/z.warc+http+a.gov.cn+3.html.xml warc/c+file+x+n.txt.xml
expect 0 "$DUBAN" verify warc/*.xml

expect 1 "$DUBAN" extract --column 正文 --id-column 编号 d.csv g.csv -o dump
counts 4 1
says err '^d.csv!/row/2: error: empty'
gives dump/d+A1.xml dump/d+A3.xml 'dump/d+A1~2.xml' dump/g+G1.xml
expect 1 "$DUBAN" extract --column content d.jsonl -o dump
counts 2 1
says err '^d.jsonl!/row/2: error: no JSON'
gives dump/d+row+1.xml dump/d+row+3.xml
expect 0 "$DUBAN" verify dump/*.xml
expect 1 "$DUBAN" extract --column 内容 d.csv -o dump
says err "no column '内容'.*'正文'"

# Packages that are stored in an archive as they are do not make the archive one; a workbook is one, and no archive.
python3 -c 'import io, zipfile
def package(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as z:
        for name, text in members:
            z.writestr(name, text)
    return file.getvalue()
text = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in open("'"$SOURCE"'/tests/cli/notice.txt", encoding="utf-8"))
document = package(("word/document.xml", f"<w:document xmlns:w=\"urn:w\"><w:body>{text}</w:body></w:document>"))
workbook = package(("xl/workbook.xml", "<workbook/>"), ("xl/a.xml", "<a/>"))
open("stored.zip", "wb").write(package(("a.docx", document), ("b.xlsx", workbook)))'
expect 1 "$DUBAN" extract -o stored stored.zip
says err 'stored.zip!/b.xlsx: error: no reader for an XLSX workbook'
says err '^1 read, 1 failed'
[ -s 'stored/stored+a.docx.xml' ] || fail 'the stored document is not read'
