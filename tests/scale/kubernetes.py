"""examples/scale/kubernetes.yaml: that it says what an indexed job must say, and that its command does what it is
meant to: kubernetes.py SOURCE NOTICES PARTS runs it for each index, with these folders in place of its volumes."""
import os
import subprocess
import sys

import yaml

SOURCE, NOTICES, PARTS = sys.argv[1:]

with open(f'{SOURCE}/examples/scale/kubernetes.yaml', encoding='utf-8') as file:
    job = yaml.safe_load(file)
spec, pod = job['spec'], job['spec']['template']['spec']
container, = pod['containers']
assert (job['apiVersion'], job['kind'], spec['completionMode']) == ('batch/v1', 'Job', 'Indexed')
assert pod['restartPolicy'] == 'Never', 'a policy for failed pods asks for it'
rule, = spec['podFailurePolicy']['rules']
assert rule['action'] == 'FailJob' and rule['onExitCodes']['containerName'] == container['name']
assert rule['onExitCodes']['operator'] == 'In' and rule['onExitCodes']['values'] == [2, 4]
assert {mount['name'] for mount in container['volumeMounts']} == {volume['name'] for volume in pod['volumes']}
script, = container['args']
assert f"--shard=auto/{spec['completions']}" in script, 'as many shards as completions'
assert f"-j{container['resources']['requests']['cpu']} " in script, 'as many workers as processors are asked for'

for folder, place in (('/notices', NOTICES), ('/parts', PARTS)):
    assert any(mount['mountPath'] == folder for mount in container['volumeMounts'])
    script = script.replace(folder, place)
os.makedirs(PARTS, exist_ok=True)
for index in range(spec['completions']):
    subprocess.run([*container['command'], script], check=True, env=os.environ | {'JOB_COMPLETION_INDEX': str(index)})
# Broken rules are none of the pod's business to retry.
broken = subprocess.run([*container['command'], script], check=False, stderr=subprocess.DEVNULL,
                        env=os.environ | {'JOB_COMPLETION_INDEX': '0', 'DUBAN_RULES': '/nowhere'})
assert broken.returncode == 2, broken.returncode
