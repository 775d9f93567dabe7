# What two sources of a page say differently stands in the ledger's warnings, with both values and
# who says them.
. "$(dirname "$0")/lib.sh"

{
    printf '<html><head><meta charset="utf-8"><meta name="PubDate" content="2024-03-09 10:00"></head><body>'
    printf '<p>发布日期：2024-03-08</p><p>文号：平政办〔2024〕3号</p><h1>平安市人民政府办公室关于印发《平安市绿道建设工作方案》的通知</h1>'
    printf '<p>平政办〔2024〕4号</p>'
    sed '1d; s/.*/<p>&<\/p>/' "$SOURCE/tests/cli/notice.txt"
    printf '</body></html>'
} >page.html

expect 0 "$DUBAN" extract page.html
says out '<date role="published" .*>2024-03-09</date>'
says out "<warning severity=\"warning\" .*>contradiction: date published is '2024-03-09' by the page's field 'PubDate', '2024-03-08' by the label '发布日期'; the first is taken</warning>"
says out "contradiction: docNumber is '平政办〔2024〕3号' by the label '文号', '平政办〔2024〕4号' by the text; the first is taken"
says err '^page.html:1:[0-9]*: warning: contradiction: docNumber'
cp out page.xml
expect 0 "$DUBAN" verify page.xml
if command -v xmllint >/dev/null; then
    expect 0 xmllint --noout --relaxng "$SOURCE/out/records.rng" page.xml
fi
