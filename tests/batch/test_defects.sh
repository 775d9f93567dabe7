# What is the fault of duban or of its rules, and of no input: exit status 4, the status rule_error,
# and a rule that gives up. What was not read is taken up by the next run.
. "$SOURCE/tests/batch/lib.sh"

inputs in 12
notice in/x.sleep.txt
expect 0 "$DUBAN" run -q in -o whole

# Workers that die before they begin.
DUBAN_FAULT=start expect 4 "$DUBAN_FAULTY" run -q -j2 in -o born
says err 'a defect of duban: workers die before they begin'
sums born 13
ledger born "SELECT count(*) FROM inputs WHERE status='ok' OR status='pending'" >rows
says rows '^0$'
[ "$(ledger born 'SELECT exit_status FROM runs')" = 4 ] || fail "the ledger has another exit status"
expect 0 "$DUBAN" run -q in -o born
same_tree whole born
echo '{"id":1,"path":"in/n1.txt"}' >line
DUBAN_FAULT=start expect 4 "$DUBAN_FAULTY" run --stream <line
says err 'a defect of duban'

# begin DIR: a run in the background that has read all but the one that sleeps.
begin() {
    "$DUBAN_FAULTY" run -q -j1 --timeout 3 in -o "$1" 2>err &
    supervisor=$!
    for try in $(seq 100); do
        [ "$(ledger "$1" "SELECT count(*) FROM inputs WHERE status='ok'" 2>no)" != 12 ] || return 0
        sleep 0.1
    done
    fail "the run does not come to its last input (try $try)"
}
ends_with() { # STATUS
    wait $supervisor
    got=$?
    [ $got -eq "$1" ] || fail "status $got for $1"
}

# A supervisor that a defect kills.
begin killed
kill -SEGV $supervisor
ends_with 4
says err 'a defect of duban killed it'
expect 0 "$DUBAN" run -q in -o killed
same_tree whole killed

# A ledger that has lost a row, whoever took it: inputs equal the sum of statuses, or it is said.
begin robbed
python3 - <<'PY'
import sqlite3
with sqlite3.connect('robbed/ledger.sqlite', timeout=10) as ledger:
    ledger.execute("DELETE FROM inputs WHERE input = 'in/n3.txt'")
PY
ends_with 4
says err '1 of 13 inputs have no status in the ledger'
expect 0 "$DUBAN" run -q --retry in -o robbed
same_tree whole robbed

# A converter that gives what nobody reads is an error of the rules, for the inputs that need it.
cp -r "$DUBAN_RULES" rules
awk -F '\t' -v OFS='\t' '$2 == "rtf" { next } { print } $1 == "name" { print "odd", "rtf", "cat", 5, "", "papyrus", "" }' \
    "$DUBAN_RULES/vocab/converters.tsv" >rules/vocab/converters.tsv
mkdir odd
printf '{\\rtf1 text}' >odd/a.rtf
notice odd/n.txt
(cd odd && tar cf ../odd.tar a.rtf n.txt)
expect 1 "$DUBAN" run -q --rules rules odd odd.tar -o errors
sums errors 5
ledger errors 'SELECT input,status,reason FROM inputs ORDER BY input' >rows
says rows "^odd/a.rtf|rule_error|converter 'odd' yields 'papyrus', which is no format"
says rows '^odd/n.txt|ok|$'
says rows '^odd.tar|ok|$'
says rows '^odd.tar!/a.rtf|rule_error|'
says rows '^odd.tar!/n.txt|ok|$'
expect 0 "$DUBAN" run -q --rules rules --fail-on crash odd -o errors
expect 1 "$DUBAN" run -q --rules rules --fail-on rule_error odd -o errors
echo '{"id":1,"path":"odd/a.rtf"}' >line
expect 0 "$DUBAN" run --stream --rules rules <line
says out '"status":"rule_error"'
expect 2 "$DUBAN" extract --rules rules odd/a.rtf
# With rules that were mended it is read again.
"$DUBAN" run -q odd odd.tar -o errors >out 2>err
ledger errors "SELECT count(*) FROM inputs WHERE status='rule_error'" >rows
says rows '^0$'

# A rule that is given up for its limit costs only what it would have found, and is named.
cat >rules/slow.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<rules xmlns="urn:duban:rules:1">
  <rule id="test.slow" kind="clause" title="a rule that tries too much">
    <why>a test</why>
    <set name="form" value="bracketed"/>
    <pattern><![CDATA[ \( (?'label' (?: x+ )+ ) : (?'names' y ) \) ]]></pattern>
    <example label="x" names="y"><m>(x:y)</m></example>
  </rule>
</rules>
XML
notice tried.txt
printf '（%040d，甲：y）\n' 0 | tr 0 x >>tried.txt
expect 0 "$DUBAN" run --rules rules tried.txt -o tried
says err 'rules that hit a limit: test.slow'
[ "$(ledger tried 'SELECT status,limits FROM inputs')" = 'ok_partial|test.slow' ] || fail "not ok_partial: $(ledger tried 'SELECT status,limits,reason FROM inputs')"
[ -n "$(ledger tried 'SELECT output FROM inputs')" ] || fail "no output of it"
