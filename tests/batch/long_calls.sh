# Forty calls (POINTS) of each function fail in runs of their own. Run by hand: see tests/batch/README.md.
POINTS=${POINTS:-40} exec sh "$SOURCE/tests/batch/test_calls.sh"
