# What duban has no reader for goes through the programs that the rules declare; what they make of it
# is proven by running them again.
. "$(dirname "$0")/lib.sh"
cp -r "$SOURCE/rules" rules
declare_converters() {
    { printf 'name\tformat\tcommand\tseconds\tmegabytes\tyields\n'; cat; } >rules/vocab/converters.tsv
}
export DUBAN_RULES=$work/rules
{ printf '{\\rtf1 '; cat "$SOURCE/tests/cli/notice.txt"; } >notice.rtf
{ printf '\211PNG\r\n\032\n'; cat "$SOURCE/tests/cli/notice.txt"; } >notice.png

printf 'missing\trtf\tno-such-program\t\t\ttext\nother\trtf\tno-such-program\t\t\ttext\n' | declare_converters
expect 1 "$DUBAN" extract notice.rtf
says err "no reader for an RTF document; none of its converters can be run here: 'missing', 'other'"
expect 1 "$DUBAN" extract notice.png
says err 'no reader for a PNG image; convert it to'

# The first that is there and succeeds is taken.
printf '%s\t%s\t%s\t5\t500\t%s\n' missing rtf no-such-program text broken rtf 'echo "no such file" >&2; exit 3' text \
    cutter rtf 'sed "1s/^{.rtf1 //"' text painter image 'tail -n +3' html | declare_converters
expect 0 "$DUBAN" extract -o ledgers notice.rtf
grep -q 'mediaType="text/plain" converter="cutter"' ledgers/notice.xml || fail 'the converter is not named'
expect 0 "$DUBAN" verify ledgers/notice.xml
says out ' [1-9][0-9]* texts and values proven'
xmllint --noout --relaxng "$SOURCE/out/records.rng" ledgers/*.xml 2>err || fail 'not valid'
sed 's/>市水利局</>市财政局</' ledgers/notice.xml >tampered.xml
expect 1 "$DUBAN" verify tampered.xml

printf 'slow\trtf\texec sleep 60\t1\t\ttext\n' | declare_converters
expect 1 "$DUBAN" extract notice.rtf
says err "'slow' failed: .*too long"
printf 'broken\trtf\techo "no such file" >&2; exit 3\t1\t\ttext\n' | declare_converters
expect 1 "$DUBAN" extract notice.rtf
says err "'broken' cannot read it: no such file"

# A document is read by what it is, whatever its name says.
cp "$SOURCE/tests/cli/notice.txt" plain.doc
{ printf '<html><body><p>'; sed 's/$/<\/p><p>/' "$SOURCE/tests/cli/notice.txt"; } >page.doc
expect 0 "$DUBAN" extract plain.doc page.doc -o ledgers
grep -q 'mediaType="text/plain"' ledgers/plain.xml || fail 'plain.doc is text'
grep -q 'mediaType="text/html"' ledgers/page.xml || fail 'page.doc is HTML'

# A document of pictures goes to the converters for its format's pictures, by the words of its reader where there are none.
python3 -c 'import zipfile
z = zipfile.ZipFile("scan.docx", "w")
z.writestr("word/document.xml", "<w:document xmlns:w=\"urn:w\"><w:body><w:p/></w:body></w:document>")
z.writestr("word/media/image1.png", open("notice.png", "rb").read())'
expect 1 "$DUBAN" extract scan.docx
says err 'no text: the document holds only pictures; read it by OCR first'
printf 'painter\tdocx-scan\tno-such-program\t\t\ttext\n' | declare_converters
expect 1 "$DUBAN" extract scan.docx
says err "no text: the document holds only pictures; read it by OCR first; none of its converters can be run here: 'painter'"
printf 'painter\tdocx-scan\tcat "%s"\t\t\ttext\n' "$SOURCE/tests/cli/notice.txt" | declare_converters
expect 0 "$DUBAN" extract -o ledgers scan.docx
grep -q 'converter="painter"' ledgers/scan.xml || fail 'the converter is not named'
