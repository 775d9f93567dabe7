# What the commands for people who write rules say.
. "$(dirname "$0")/lib.sh"
notice n.txt
cp -r "$DUBAN_RULES" new

expect 0 "$DUBAN" rules check
says out '^[0-9]* rules, .* 0 failed$'

expect 0 "$DUBAN" rules profile n.txt
says out 'time us .* rule$'
says out '^ *[0-9]* .*  unit\.name$'
says out 'never matched$'
says out '^[0-9]* of [0-9]* rules never fired$'
expect 1 "$DUBAN" rules profile n.txt missing.txt
says err 'missing.txt'
expect 2 "$DUBAN" rules profile

# The same rules: no difference. Without the rules for units: all units lost, with their passages.
expect 0 "$DUBAN" rules diff "$DUBAN_RULES" new n.txt
says out '^0 gained, 0 lost, 0 changed in 1 files$'
rm new/units.xml
printf '<rules xmlns="urn:duban:rules:1"/>\n' >new/units.xml
expect 0 "$DUBAN" rules diff "$DUBAN_RULES" new n.txt
says out '^n.txt [0-9]*-[0-9]*: lost unit .*role=.* \[unit\.'
says out '^    .*\[.*\]'
says out ', [1-9][0-9]* lost, '
expect 0 "$DUBAN" rules diff new "$DUBAN_RULES" n.txt
says out 'gained unit'
expect 2 "$DUBAN" rules diff nowhere new n.txt
says err 'nowhere'

# A broken rule is named with its place, and nothing runs.
sed 's/&{unit_label}/\&{no_such}/' "$DUBAN_RULES/units.xml" >new/units.xml
expect 2 "$DUBAN" rules check --rules new
says err 'new/units.xml:[0-9]*: error: .*no_such'
[ ! -s out ] || fail 'output under broken rules'
