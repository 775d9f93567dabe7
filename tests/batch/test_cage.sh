# What the cage denies, tried from inside a worker.
. "$SOURCE/tests/batch/lib.sh"

"$DUBAN" --version >version
grep -q 'sandbox: landlock [0-9]*, seccomp' version || {
    cat version
    exit 77
}
notice a.probe.txt
: >duban-victim
expect 1 "$DUBAN_FAULTY" run -q --sandbox=require a.probe.txt -o caged
ledger caged 'SELECT reason FROM inputs' >reason
for what in network exec write read list unlink trace mount setuid; do
    says reason " $what denied"
done
[ "$(ledger caged 'SELECT sandbox FROM runs')" = "$(sed -n 's/.*sandbox: //p' version)" ] ||
    fail "the ledger says another sandbox than --version"
[ ! -e duban-escaped ] || fail "a file was made outside"
[ -e duban-victim ] || fail "a file was removed"

# Without it they pass: the probes can fail.
expect 1 "$DUBAN_FAULTY" run -q --sandbox=off a.probe.txt -o free
ledger free 'SELECT reason FROM inputs' >reason
says reason ' network ALLOWED'
says reason ' read ALLOWED'
[ ! -e duban-victim ] || fail "the probe removes nothing"
[ "$(ledger free 'SELECT sandbox FROM runs')" = none ] || fail "a sandbox where none is"

# Outputs are the same with the cage and without.
inputs in 5
expect 0 "$DUBAN" run -q --sandbox=require in -o with
expect 0 "$DUBAN" run -q --sandbox=off in -o without
same_tree with without

# A converter runs in the cage of its worker: what its row names and its temporary folder, no more.
cp -r "$SOURCE/rules" rules
{
    printf 'name\tformat\tcommand\tseconds\tmegabytes\tyields\tprograms\n'
    printf 'other\trtf\ttrue; exec env cat\t5\t\ttext\tcat\n'
    printf 'tried\trtf\t%s\t5\t\ttext\tmktemp cat rm sed\n' \
        'd=$(mktemp -d) && cat >"$d/in" && sed 1d "$d/in"; (: >duban-escaped) && echo OUTSIDE; (: <duban-victim) && echo READ; rm -r "$d"'
} >rules/vocab/converters.tsv
{ printf '{\\rtf1\n' && cat "$SOURCE/tests/cli/notice.txt"; } >notice.rtf
: >duban-victim
mkdir -p converted/.duban-scratch/left
expect 0 env DUBAN_RULES=rules "$DUBAN" run -q --sandbox=require notice.rtf -o converted
grep -q 'converter="tried"' converted/*.xml || fail "the converter that may run is not taken"
grep -q 'OUTSIDE\|READ' converted/*.xml && fail "a converter reaches files outside of its folder"
[ ! -e converted/.duban-scratch ] || fail "temporary folders are left behind"
