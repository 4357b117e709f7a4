"""What the job's cases share: one Spark session with a catalog on disk, an event, records of it."""

import json
import os
import tempfile
from datetime import datetime, timezone

from pyspark.sql import DataFrame, SparkSession

# Columns of every declared table, as pairs of name and Spark type.
DECLARED = json.loads(os.environ["DECLARED_TABLES"])

EVENT = {
    "event_id": "a",
    "event_type": "telemetry",
    "device_id": "EWR",
    "event_ts": "2013-01-01T06:00:00Z",
    "schema_version": "1",
    "payload": {"measurements": {"temp": 39.02}},
}

RECORD = "key binary, value binary, topic string, partition int, offset bigint, timestamp timestamp, \
headers array<struct<key: string, value: binary>>"

TAKEN_BY_BROKER = datetime(2026, 1, 1, tzinfo=timezone.utc)

warehouse = tempfile.TemporaryDirectory(prefix="raw-landing-")

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", "false")
    .config("spark.jars", os.environ["SPARK_JARS"])
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
    .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
    .config("spark.sql.catalog.lake.type", "hadoop")
    .config("spark.sql.catalog.lake.warehouse", warehouse.name)
    .getOrCreate()
)


def records(*values, headers=None) -> DataFrame:
    """Records at offsets 0, 1, …; a value is bytes, None, or something to write as JSON. Headers are those of each."""

    def encoded(value):
        return value if value is None or isinstance(value, bytes) else json.dumps(value).encode()

    pairs = None if headers is None else [(name, value.encode()) for name, value in headers.items()]
    rows = [(b"EWR", encoded(value), "topic", 0, place, TAKEN_BY_BROKER, pairs) for place, value in enumerate(values)]
    return spark.createDataFrame(rows, RECORD)
