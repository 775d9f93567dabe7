# The sample notices: every ledger is valid, proven to the last record, and the same on a second run.
. "$(dirname "$0")/lib.sh"
ln -s "$SOURCE/corpus" corpus
set --
for gold in corpus/gold/*.xml; do
    name=$(basename "$gold" .xml)
    set -- "$@" corpus/"$name".*
done
expect 0 "$DUBAN" extract -q -o first "$@"
expect 0 "$DUBAN" extract -q -o second "$@"
diff -r first second >/dev/null || fail 'two runs differ'
xmllint --noout --relaxng "$SOURCE/out/records.rng" first/*.xml 2>err || fail 'not valid'
expect 0 "$DUBAN" verify -q first/*.xml
for notice; do
    COLUMNS=70 expect 0 "$DUBAN" show "$notice"
done
