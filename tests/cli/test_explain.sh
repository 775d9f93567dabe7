# Why a passage was read as it was.
. "$(dirname "$0")/lib.sh"
notice n.txt

# Where the first unit stands: the clause and the name matched, and the record is told.
line=$(grep -n '责任单位' n.txt | head -n 1 | cut -d: -f1)
before=$(sed -n "${line}p" n.txt | sed 's/责任单位.*//')
column=$(($(printf %s "$before" | LC_ALL=C.UTF-8 wc -m) + 6))
expect 0 "$DUBAN" explain n.txt --at "$line:$column"
says out '^  unit at '"$line"':[0-9]*: .* \[unit\.'
says out '^    clause\.[a-z-]* *matched at '
says out '^  task '
says out 'attempts came to nothing'

# One rule, everywhere: only its attempts, and where it fails what it asks for.
expect 0 "$DUBAN" explain n.txt --rule unit.name
says out '^    unit\.name *matched'
grep '^    [a-z]*\.' out | grep -v '^    unit\.name ' && fail 'another rule was told'
expect 0 "$DUBAN" explain n.txt --rule target.reach
says out 'failed at .* then asks for'

expect 2 "$DUBAN" explain n.txt
says err 'give --at LINE:COL or --rule ID'
expect 2 "$DUBAN" explain n.txt --rule no.such
says err "there is no rule 'no.such'"
for place in 9999:1 1:9999 x 0:1 1:; do
    expect 2 "$DUBAN" explain n.txt --at "$place"
    says err "is no LINE:COL"
done
expect 1 "$DUBAN" explain missing.txt --at 1:1
