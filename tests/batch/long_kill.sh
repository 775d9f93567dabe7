# A hundred kills (KILLS) among two hundred notices. Run by hand: see tests/batch/README.md.
KILLS=${KILLS:-100} INPUTS=${INPUTS:-200} exec sh "$SOURCE/tests/batch/test_kill.sh"
