# Usage, help, versions, rules that cannot be loaded.
. "$(dirname "$0")/lib.sh"
notice good.txt

expect 2 "$DUBAN"
expect 2 "$DUBAN" frobnicate
says err "unknown command 'frobnicate'"
expect 2 "$DUBAN" extract
says err 'missing operand'
expect 2 "$DUBAN" extract --frob good.txt
says err 'unknown option --frob'
expect 2 "$DUBAN" extract good.txt -o
says err 'missing argument of -o'
expect 2 "$DUBAN" show good.txt good.txt
expect 2 "$DUBAN" dump --stage=nonsense good.txt

expect 0 "$DUBAN" --help
says out 'exit status'
for command in $(sed -n '/^commands:/,/^$/s/^  \([a-z]*\).*/\1/p' out | grep -v '^rules$'); do
    expect 0 "$DUBAN" "$command" --help
    says out "^usage: duban $command"
done
expect 0 "$DUBAN" rules check --help
expect 0 "$DUBAN" --version
says out '^duban [0-9.]* (ICU [0-9.]*, PCRE2 [0-9.]*, libxml2 [0-9.]*)$'

expect 2 "$DUBAN" extract --rules nowhere good.txt
says err '^nowhere'
mkdir broken
cp "$SOURCE/rules/rules.rng" broken
printf '<rules xmlns="urn:duban:rules:1">\n<rule id="x" kind="nonsense" title="t"/>\n</rules>\n' >broken/x.xml
expect 2 "$DUBAN" extract --rules broken good.txt -o none
says err '^broken/x.xml:2: error: '
[ ! -e none/good.xml ] || fail 'output with broken rules'
DUBAN_RULES=broken expect 2 "$DUBAN" extract good.txt
