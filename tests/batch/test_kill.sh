# Killed at any moment, a run is gone on with and ends with the same bytes. KILLS: how often.
. "$SOURCE/tests/batch/lib.sh"

inputs in "${INPUTS:-60}"
notice in/a.txt
expect 0 "$DUBAN" run -q in -o whole
start=$(date +%s%N)
expect 0 "$DUBAN" run -q -j2 in -o timed
took=$((($(date +%s%N) - start) / 1000000))
same_tree whole timed

kill_once() { # DIR MILLISECONDS
    "$DUBAN" run -q -j2 in -o "$1" 2>err &
    supervisor=$!
    sleep "$(printf '0.%03d' "$2" 2>/dev/null)"
    kill -9 $supervisor 2>kill.err
    wait $supervisor 2>kill.err
}

round=0
while [ "$round" -lt "${KILLS:-10}" ]; do
    round=$((round + 1))
    rm -rf torn
    # An older content first, so that outputs are replaced too.
    printf 'old %s\n' "$round" >in/a.txt
    [ $((round % 3)) -ne 0 ] || expect 0 "$DUBAN" run -q in/a.txt in/n1.txt -o torn
    notice in/a.txt
    moment=$(($(od -An -N2 -tu2 /dev/urandom) % (took + 50)))
    [ "$moment" -lt 999 ] || moment=999
    kill_once torn "$moment"
    # The workers are gone within a second.
    [ $((round % 4)) -ne 0 ] || kill_once torn $((moment / 2))
    expect 0 "$DUBAN" run -q -j2 in -o torn
    same_tree whole torn
    [ -z "$(find torn -name '.duban-*')" ] || fail "temporary files stay"
done

# Ctrl-C: clean within two seconds, and gone on with.
rm -rf torn
"$DUBAN" run -j2 in -o torn 2>err &
supervisor=$!
sleep 0.3
start=$(date +%s)
kill -TERM $supervisor
wait $supervisor
got=$?
[ $(($(date +%s) - start)) -le 2 ] || fail "it took longer than two seconds to stop"
[ "$got" -eq 3 ] || [ "$got" -eq 0 ] || fail "stopped with status $got"
[ -z "$(find torn -name '.duban-*')" ] || fail "temporary files stay"
expect 0 "$DUBAN" run -q in -o torn
same_tree whole torn
