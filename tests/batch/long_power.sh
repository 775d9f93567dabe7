# The power is cut at 200 moments (STATES) of each of three stories, others each time (SEED). Run by hand: see
# tests/batch/README.md.
STATES=${STATES:-200} SEED=${SEED-} exec sh "$SOURCE/tests/batch/test_power.sh"
