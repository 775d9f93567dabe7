"""Notices through Spark: spark-submit spark.py LINES ANSWERS

LINES: a text file of JSON lines {"id": ..., "path" or "text" or "b64": ...}. Each executor needs duban and its
rules. PySpark starts a pipe with an empty environment unless it is given one; exit statuses count only with
checkCode. Answers are counted all the same."""
import json
import os
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName('duban').getOrCreate()
lines = spark.sparkContext.textFile(sys.argv[1])
environment = {name: os.environ[name] for name in ('PATH', 'DUBAN_RULES', 'TMPDIR') if name in os.environ}
answers = lines.pipe('duban run --stream -j1', env=environment, checkCode=True).cache()
answers.saveAsTextFile(sys.argv[2])
asked, answered = lines.count(), answers.count()
statuses = answers.map(lambda line: json.loads(line)['status']).countByValue()
print(f'{asked} lines, {answered} answers: {dict(statuses)}')
sys.exit(asked != answered)
