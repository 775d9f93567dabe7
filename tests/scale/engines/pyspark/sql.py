"""PySpark as far as examples/scale/spark.py uses it, in one process: for the tests.

What matters is how RDD.pipe treats a command: no shell, no environment but the one that it is given, lines by a
thread of their own, an exit status that counts only with checkCode, one process for each partition."""
import shlex
import subprocess
import threading

PARTITION = 25  # lines


class RDD:
    def __init__(self, partitions):
        self.partitions = partitions

    def pipe(self, command, env=None, checkCode=False):
        return RDD([pipe(command, env or {}, checkCode, lines) for lines in self.partitions])

    def cache(self):
        return self

    def map(self, change):
        return RDD([[change(item) for item in partition] for partition in self.partitions])

    def count(self):
        return sum(map(len, self.partitions))

    def countByValue(self):
        items = [item for partition in self.partitions for item in partition]
        return {item: items.count(item) for item in items}

    def saveAsTextFile(self, path):
        with open(path, 'x', encoding='utf-8') as file:
            file.writelines(f'{line}\n' for partition in self.partitions for line in partition)


def pipe(command, env, check, lines):
    with subprocess.Popen(shlex.split(command), env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        def write():
            for line in lines:
                process.stdin.write(line.encode() + b'\n')
            process.stdin.close()
        writer = threading.Thread(target=write)
        writer.start()
        answers = [line.decode().rstrip('\n') for line in process.stdout]
        writer.join()
        if process.wait() and check:
            raise RuntimeError(f'{command}: exit status {process.returncode}')
    return answers


class SparkSession:
    class builder:
        @staticmethod
        def appName(_):
            return SparkSession.builder

        @staticmethod
        def getOrCreate():
            return SparkSession()

    @property
    def sparkContext(self):
        return self

    def textFile(self, path):
        with open(path, encoding='utf-8') as file:
            lines = file.read().splitlines()
        return RDD([lines[i:i + PARTITION] for i in range(0, len(lines), PARTITION)])
