"""Counts the readings in an Iceberg table with PyIceberg, which shares nothing with the Spark that wrote them."""

import json
import os
import sys

from pyiceberg.catalog import load_catalog
from pyiceberg.expressions import In

table, *devices = sys.argv[1:]
endpoint = os.environ.get("AWS_ENDPOINT_URL")
endpoints = {} if endpoint is None else {"glue.endpoint": endpoint, "s3.endpoint": endpoint}
catalog = load_catalog("lake", type="glue", **{"s3.region": os.environ["AWS_REGION"]}, **endpoints)
rows = (
    catalog.load_table(table)
    .scan(row_filter=In("device_id", devices), selected_fields=("event_id", "device_id"))
    .to_arrow()
)
counted = {
    "rows": rows.num_rows,
    "events": len(rows["event_id"].unique()),
    "devices": sorted(rows["device_id"].unique().to_pylist()),
}
print(json.dumps(counted))
