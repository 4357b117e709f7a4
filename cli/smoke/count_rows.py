"""Counts rows of Iceberg tables with PyIceberg, which shares nothing with the Spark that wrote them.

Takes on standard input which rows are looked for: `{"events": {<table>: [<event_id>, ...]}, "quarantine": {"table": <table>,
"topic": <topic>, "positions": [[<partition>, <offset>], ...]}}`. Says how many rows there are of those and how many different
ones, which is less where rows are doubled.
"""

import json
import os
import sys

from pyiceberg.catalog import load_catalog
from pyiceberg.expressions import EqualTo

asked = json.load(sys.stdin)
endpoint = os.environ.get("AWS_ENDPOINT_URL")
endpoints = {} if endpoint is None else {"glue.endpoint": endpoint, "s3.endpoint": endpoint}
catalog = load_catalog("lake", type="glue", **{"s3.region": os.environ["AWS_REGION"]}, **endpoints)


def count(found, wanted):
    """Of the rows found, those that are wanted."""
    known = set(wanted)
    rows = [row for row in found if row in known]
    return {"rows": len(rows), "distinct": len(set(rows))}


def event_ids(table):
    return catalog.load_table(table).scan(selected_fields=("event_id",)).to_arrow()["event_id"].to_pylist()


def positions(table, topic):
    scan = catalog.load_table(table).scan(
        row_filter=EqualTo("kafka_topic", topic), selected_fields=("kafka_partition", "kafka_offset")
    )
    rows = scan.to_arrow()
    return zip(rows["kafka_partition"].to_pylist(), rows["kafka_offset"].to_pylist())


quarantine = asked["quarantine"]
print(
    json.dumps(
        {
            "events": {table: count(event_ids(table), wanted) for table, wanted in asked["events"].items()},
            "quarantine": count(
                positions(quarantine["table"], quarantine["topic"]), map(tuple, quarantine["positions"])
            ),
        }
    )
)
