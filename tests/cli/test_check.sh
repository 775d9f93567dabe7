# A corpus of one notice: its score, gains and losses against the accepted run, and floors.
. "$(dirname "$0")/lib.sh"
mkdir -p corpus/gold
notice corpus/green.txt
expect 0 "$DUBAN" extract corpus/green.txt
cp out corpus/gold/green.xml

expect 0 "$DUBAN" check corpus
says out '^task  *1.000   1.000   1.000'
says out 'mean F1 1.0000'

# The gold wants one unit more: missed, and below a floor.
sed -i 's|<unit role="responsible"|<unit role="lead">某局</unit>&|' corpus/gold/green.xml
expect 0 "$DUBAN" check -v corpus
says out '^green: unit missed: 某局'
printf 'measure\tfloor\nunit F1\t1.000\n' >corpus/floors.tsv
expect 1 "$DUBAN" check corpus
says err 'unit F1 is 0.[0-9]*, below its floor of 1.000'
expect 1 "$DUBAN" check --accept corpus
[ ! -e corpus/accepted.tsv ] || fail 'a run below a floor was accepted'

# Accepting raises floors and never lowers them.
printf 'measure\tfloor\nunit F1\t0.100\n' >corpus/floors.tsv
expect 0 "$DUBAN" check --accept corpus
says corpus/floors.tsv '^unit F1	0\.[1-9]'
says corpus/floors.tsv '^task F1	1.000'
says corpus/accepted.tsv '^green	unit missed: 某局'

# What another run gains and loses.
expect 0 "$DUBAN" extract corpus/green.txt
sed 's|<heading src="[^"]*">完善规划|&一二三四|' out >corpus/gold/green.xml
sed -i '/F1\|heading/d' corpus/floors.tsv
expect 0 "$DUBAN" check corpus
says out '^gained  green: unit missed: 某局'
says out '^lost    green: task/heading wrong:'

printf 'measure\tfloor\nnonsense\t0.5\n' >corpus/floors.tsv
expect 2 "$DUBAN" check corpus
says err 'no such measure: nonsense'
mkdir nothing
expect 2 "$DUBAN" check nothing
says err 'no gold here'
