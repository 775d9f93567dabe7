# Killed at any moment, supervisor or workers, a run is gone on with and ends with the same bytes.
# KILLS: how often; INPUTS: among how many notices.
. "$SOURCE/tests/batch/lib.sh"

inputs in "${INPUTS:-60}"
notice in/a.txt
python3 "$SOURCE/tests/batch/archives.py" "$SOURCE" in "$((${INPUTS:-60} / 4))"
rm in/mixed.tar in/dump.csv
expect 0 "$DUBAN" run -q in -o whole
start=$(date +%s%N)
expect 0 "$DUBAN" run -q -j2 in -o timed
took=$((($(date +%s%N) - start) / 1000000))
same_tree whole timed

# below N: a random number.
below() { echo $(($(od -An -N4 -tu4 /dev/urandom) % $1)); }
nap() { sleep "$(printf '%d.%03d' $(($1 / 1000)) $(($1 % 1000)))"; }
children() { cat "/proc/$1/task/$1/children" 2>no; }
# A process that is there and no zombie.
lives() { grep -qs '^State:[[:space:]][^ZX]' "/proc/$1/status"; }

begin() { # DIR: a run in the background, up to a random moment
    "$DUBAN" run -q -j2 in -o "$1" 2>err &
    supervisor=$!
    nap "$(below $((took + 50)))"
}

# What the killed supervisor leaves ends within a second.
kill_supervisor() {
    begin torn
    workers=$(children $supervisor)
    kill -9 $supervisor 2>no
    wait $supervisor 2>no
    for try in 1 2 3 4 5 6 7 8 9 10; do
        left=
        for worker in $workers; do ! lives "$worker" || left="$left $worker"; done
        [ -n "$left" ] || return 0
        sleep 0.1
    done
    fail "workers outlive their supervisor:$left (try $try)"
}

# The run goes on without the killed one; its document is a failure, read again by --retry.
kill_workers() {
    begin torn
    for worker in $(children $supervisor); do kill -9 "$worker" 2>no; done
    wait $supervisor
    got=$?
    [ $got -le 1 ] || fail "status $got after its workers were killed"
    listed=$(ledger torn "SELECT count(*) FROM inputs WHERE container=''")
    [ "$listed" -eq $((${INPUTS:-60} + 3)) ] || fail "$listed inputs"
    ledger torn "SELECT count(*) FROM inputs WHERE status='pending'" >left
    says left '^0$'
}

round=0
while [ "$round" -lt "${KILLS:-10}" ]; do
    round=$((round + 1))
    rm -rf torn
    # An older content first, so that outputs are replaced too.
    printf 'old %s\n' "$round" >in/a.txt
    [ $((round % 3)) -ne 0 ] || expect 0 "$DUBAN" run -q in/a.txt in/n1.txt -o torn
    notice in/a.txt
    if [ $((round % 4)) -eq 1 ]; then
        kill_workers
    else
        kill_supervisor
    fi
    # Killed again while it puts things right.
    [ $((round % 4)) -ne 0 ] || kill_supervisor
    expect 0 "$DUBAN" run -q -j2 --retry in -o torn
    same_tree whole torn
    [ -z "$(find torn -name '.duban-*')" ] || fail "temporary files stay"
done

# SIGTERM: clean, and gone on with (test_habits.sh holds it to two seconds).
rm -rf torn
"$DUBAN" run -j2 in -o torn 2>err &
supervisor=$!
sleep 0.3
start=$(date +%s%N)
kill -TERM $supervisor
wait $supervisor
got=$?
took=$((($(date +%s%N) - start) / 1000000))
[ $took -le 5000 ] || fail "it took $took ms to stop"
[ "$got" -eq 3 ] || [ "$got" -eq 0 ] || fail "stopped with status $got"
[ -z "$(find torn -name '.duban-*')" ] || fail "temporary files stay"
expect 0 "$DUBAN" run -q in -o torn
same_tree whole torn
