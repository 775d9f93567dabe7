# Ledgers are proven from their sources, and tampering is found.
. "$(dirname "$0")/lib.sh"
notice good.txt
iconv -f UTF-8 -t GB18030 good.txt >gb.txt
iconv -f UTF-8 -t UTF-16 good.txt >utf16.txt
expect 0 "$DUBAN" extract good.txt gb.txt utf16.txt -o ledgers
expect 0 "$DUBAN" verify ledgers/good.xml ledgers/gb.xml ledgers/utf16.xml
says out ' 0 failed'
says out '[1-9][0-9]* records'

xmllint --noout --relaxng "$SOURCE/out/records.rng" ledgers/*.xml 2>err || fail 'not valid'

# A number is written in one way, whatever brackets its year has in the source.
printf '《河阳市政府办公室关于印发河阳市防汛工作方案的通知》（河政办字（2024）58号）\n一、工作目标\n到2026年，新建水库3座。\n' >round.txt
expect 0 "$DUBAN" extract round.txt -o ledgers
grep -q '>河政办字〔2024〕58号<' ledgers/round.xml || fail 'the number is not read'
expect 0 "$DUBAN" verify ledgers/round.xml

# From elsewhere the source is found beside the ledger or with --source.
mkdir elsewhere
cp ledgers/good.xml elsewhere
cd elsewhere || exit 1
expect 1 "$DUBAN" verify good.xml
says err 'is not found'
expect 0 "$DUBAN" verify --source .. good.xml
cp ../good.txt .
expect 0 "$DUBAN" verify good.xml
cd ..

sed 's/市水利局/市财政局/' good.txt >changed.txt && mv changed.txt good.txt
expect 1 "$DUBAN" verify ledgers/good.xml
says err 'has changed'

notice good.txt
for change in 's/>市水利局</>市财政局</' 's/value="120"/value="130"/' 's/by="2026-12-31"/by="2027-12-31"/' \
    's/<heading src="[0-9]*-/<heading src="0-/' 's/action="[^"]*"/action="取消"/'; do
    sed "$change" ledgers/good.xml >tampered.xml
    cmp -s ledgers/good.xml tampered.xml && continue
    expect 1 "$DUBAN" verify tampered.xml
    says err '^tampered.xml:[0-9]*: error: '
done

# XML that reaches outside is refused.
printf '<!DOCTYPE policy [<!ENTITY x SYSTEM "/etc/passwd">]><policy xmlns="urn:duban:policy:1">&x;</policy>' >evil.xml
expect 1 "$DUBAN" verify evil.xml
says err '^evil.xml'
echo 'no XML at all' >bad.xml
expect 1 "$DUBAN" verify bad.xml
