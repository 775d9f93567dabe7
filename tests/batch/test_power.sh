# The power is cut at some moment: whatever of what was not synced is on the disk, the next run comes to the
# same outputs and ledger as an undisturbed one (power.py). STATES: how many of each of three stories; SEED.
. "$SOURCE/tests/batch/lib.sh"

export ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0"
python3 "$SOURCE/tests/batch/power.py" "${STATES:-3}" ${SEED-1} || fail "after a cut the next run does not put it right"
