# Values alone: a line in, a line of JSON out, whatever the line holds.
. "$(dirname "$0")/lib.sh"

printf '城镇化率达到65%%以上\n没有\n\n突破两百亿\r\n' >texts
expect 0 "$DUBAN" parse quantity texts
[ "$(wc -l <out)" -eq 4 ] || fail "not a line for each line: $(cat out)"
says out '^{"text":"城镇化率达到65%以上","found":\[{"start":6,"end":11,"text":"65%以上","comparator":"ge","value":"65","unit":"%"'
says out '^{"text":"没有","found":\[\]}$'
says out '^{"text":"","found":\[\]}$'
says out '"value":"20000000000"'

printf '二三十个' | expect 0 "$DUBAN" parse number
says out '"min":"20","max":"30"'
printf '𠮷今年底前' | expect 0 "$DUBAN" parse date --ref 2025-06-18 -
says out '"start":1,"end":5,"text":"今年底前","by":"2025-12-31"'
printf '今年底前' | expect 0 "$DUBAN" parse date
says out '"text":"今年底前","precision":"year"'
if grep -q '"by"' out; then fail 'a day without a day of reference'; fi
printf '\377\0003个\n' | expect 0 "$DUBAN" parse number
says out '"value":"3"'

expect 2 "$DUBAN" parse
expect 2 "$DUBAN" parse colour texts
says err "no values of kind 'colour'"
expect 2 "$DUBAN" parse date --ref 2025-02-30 texts
says err "'2025-02-30' is no day"
expect 1 "$DUBAN" parse number missing
says err '^missing: error: '
if [ -e /dev/full ]; then
    "$DUBAN" parse quantity texts >/dev/full 2>err
    [ $? -eq 3 ] || fail 'a full disk is no success'
fi
