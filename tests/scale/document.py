"""The commands of docs/scale.md that need no cluster, run as they stand: document.py SOURCE

In the current folder: notices/ and lines.jsonl; duban is on the PATH. What lies under / in the text lies here."""
import re
import subprocess
import sys

SOURCE = sys.argv[1]
CLUSTERS = ('sbatch', 'hadoop')

with open(f'{SOURCE}/docs/scale.md', encoding='utf-8') as file:
    blocks = re.findall(r'^```sh\n(.*?)^```', file.read(), re.S | re.M)
run = 0
for block in blocks:
    if any(word in block for word in CLUSTERS):
        continue
    done = subprocess.run(['bash', '-ec', block.replace('/data', 'notices')], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f'status {done.returncode}: {block}\n{done.stderr}')
    run += 1
assert run >= 4, f'{run} of {len(blocks)} blocks were run'
