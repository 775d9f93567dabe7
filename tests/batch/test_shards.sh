# Shards and their merge give what one run gives, or say what is missing.
. "$SOURCE/tests/batch/lib.sh"

inputs in 30
printf 'PK\003\004..........' >in/archive.zip
expect 1 "$DUBAN" run -q in -o whole
for i in 1 2 3; do
    "$DUBAN" run -q in -o "s$i" --shard $i/3 2>err
    got=$?
    [ $got -le 1 ] || fail "shard $i ended with $got"
done
expect 0 "$DUBAN" merge s1 s2 s3 -o merged
says out 'inputs  *31$'
says out '3 shards joined'
same_tree whole merged
expect 0 "$DUBAN" merge s3 s2 s1 -o merged
same_tree whole merged
# What stands there under the name of an output is not believed: it may be half a copy.
half=$(find merged -name 'n1.txt.*.xml')
rm "$half"
echo '<half' >"$half"
expect 0 "$DUBAN" merge s1 s2 s3 -o merged
same_tree whole merged

# What a scheduler says of its arrays.
expect 0 env SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_COUNT=40 \
    "$DUBAN" run --dry-run in -o none --shard auto
cp out slurm
expect 0 env JOB_COMPLETION_INDEX=0 "$DUBAN" run --dry-run in -o none --shard auto/40
cmp -s out slurm || fail "Kubernetes' first is not Slurm's first"
expect 0 env AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=40 \
    "$DUBAN" run --dry-run in -o none --shard auto
cmp -s out slurm || fail "AWS Batch's first is not Slurm's first"
expect 2 "$DUBAN" run --dry-run in -o none --shard auto

# No proof: one is missing, one is there twice, one is of another list, one is not done.
expect 1 "$DUBAN" merge s1 s3 -o less
says err '2 of 3 shards are here'
expect 1 "$DUBAN" merge s1 s3 s3 -o twice
says err 'this shard is here twice'
inputs in 31
"$DUBAN" run -q in -o other --shard 2/3 2>err
expect 1 "$DUBAN" merge s1 other s3 -o mixed
says err 'another list'
expect 1 "$DUBAN" merge s1 s2 nothing -o none2
expect 2 "$DUBAN" merge s1 s2
expect 1 "$DUBAN" merge s1 s2 s3 -o whole
