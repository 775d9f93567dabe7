"""Notices through Spark: spark-submit spark.py LINES ANSWERS

LINES: a text file of JSON lines {"id": ..., "path" or "text" or "b64": ...}. Each executor needs duban and
its rules. Spark ignores the exit status of a pipe, so the answers are counted."""
import json
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName('duban').getOrCreate()
lines = spark.sparkContext.textFile(sys.argv[1])
answers = lines.pipe('duban run --stream -j1', checkCode=True).cache()
answers.saveAsTextFile(sys.argv[2])
asked, answered = lines.count(), answers.count()
statuses = answers.map(lambda line: json.loads(line)['status']).countByValue()
print(f'{asked} lines, {answered} answers: {dict(statuses)}')
sys.exit(asked != answered)
