"""Lands several topics in one Spark application: the job's own parts, one topic after the other.

Glue starts the job once for each topic. Here a start takes as long as all the landing, so one start does for all.
"""

import json
import sys

from raw_landing.extract import read_records
from raw_landing.load import land
from raw_landing.session import start_session
from raw_landing.settings import parse_settings

# The job's arguments, once for each topic.
runs = [parse_settings(arguments) for arguments in json.loads(sys.argv[-1])]
spark = start_session(runs[0])
for settings in runs:
    print(json.dumps({"topic": settings.topic}), flush=True)
    land(read_records(spark, settings), settings)
spark.stop()
