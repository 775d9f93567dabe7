# Inputs that cannot be read: each says why, leaves no output, and does not stop the others.
. "$(dirname "$0")/lib.sh"

expect 1 "$DUBAN" extract missing.txt
says err '^missing.txt: error: no such file'
[ ! -s out ] || fail 'output for a missing file'

: >empty.txt
expect 1 "$DUBAN" extract empty.txt
says err '^empty.txt: error: '
[ ! -s out ] || fail 'output for an empty file'

head -c 3000 /dev/zero | tr '\0' '\001' >binary.bin
printf '\000\001\002\377' >>binary.bin
expect 1 "$DUBAN" extract binary.bin
says err '^binary.bin: error: '
[ ! -s out ] || fail 'output for a binary file'

truncate -s 70M big.txt
expect 1 "$DUBAN" extract big.txt
says err "^big.txt: error: over a size limit"
rm big.txt

# Reading it fails even for root.
expect 1 "$DUBAN" extract /proc/self/mem
says err 'cannot be read'

notice good.txt
expect 1 "$DUBAN" extract missing.txt good.txt empty.txt -o ledgers
says err '^missing.txt: error: '
says err '1 read, 2 failed'
[ "$(ls ledgers)" = good.xml ] || fail "ledgers holds: $(ls ledgers)"

# Standard input.
expect 0 "$DUBAN" extract - <good.txt
says out 'href="-"'
says out '<task '

# A folder is walked in the order of names, hidden files left out; several inputs need -o.
mkdir -p in/sub in/.git
cp good.txt in/b.txt
cp good.txt in/sub/a.txt
cp good.txt in/.git/c.txt
cp good.txt in/.hidden
expect 2 "$DUBAN" extract in
expect 2 "$DUBAN" extract good.txt in/b.txt
expect 0 "$DUBAN" extract in -o folder
[ "$(ls folder | tr '\n' ' ')" = 'a.xml b.xml ' ] || fail "folder holds: $(ls folder)"

# Names that collide: the same names in any order of the inputs, and the same path is one input.
cp good.txt in/b.md
cp good.txt in/sub/b.md
expect 0 "$DUBAN" extract in/b.txt in/b.md in/sub/b.md in/b.txt -o one
expect 0 "$DUBAN" extract in/sub/b.md in/b.md in/b.txt -o two
[ "$(ls one)" = "$(ls two)" ] || fail 'names depend on the order'
[ "$(ls one | tr '\n' ' ')" = 'b.txt.xml in+b.md.xml in+sub+b.md.xml ' ] || fail "one holds: $(ls one)"
