"""Entry point: arguments in, one run of the job."""

import sys

from raw_landing.extract import read_records
from raw_landing.load import land
from raw_landing.session import start_session
from raw_landing.settings import parse_settings

if __name__ == "__main__":
    settings = parse_settings(sys.argv[1:])
    spark = start_session(settings)
    land(read_records(spark, settings), settings)
    spark.stop()
