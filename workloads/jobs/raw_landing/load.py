"""Rows into Iceberg tables, each at most once."""

import json
from datetime import timedelta
from typing import Callable

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from raw_landing.session import CATALOG
from raw_landing.settings import Settings
from raw_landing.transform import events, parse, quarantined, quarantined_by_collector


def land(records: DataFrame, settings: Settings) -> None:
    """Lands everything there is now and returns."""
    query = (
        records.writeStream.queryName(f"raw-landing-{settings.topic}")
        .foreachBatch(batch_loader(settings))
        .option("checkpointLocation", settings.checkpoint)
        .trigger(availableNow=True)
        .start()
    )
    query.awaitTermination()


def batch_loader(settings: Settings) -> Callable[[DataFrame, int], None]:
    """
    A batch comes again when the job ended between its commit and its checkpoint, so both tables take only rows they
    do not have. Two runs of one topic at once could still double rows: the job's concurrency is one.
    """

    def load_events(records: DataFrame, batch_id: int) -> None:
        parsed = parse(records, settings.event_type).persist()
        try:
            read, refused = parsed.agg(F.count("*"), F.count("reason")).first()
            merge_events(events(parsed), settings.table)
            merge_quarantined(quarantined(parsed), settings.quarantine_table)
            say(batch_id, read, refused)
        finally:
            parsed.unpersist()

    def load_quarantined(records: DataFrame, batch_id: int) -> None:
        rows = quarantined_by_collector(records).persist()
        try:
            merge_quarantined(rows, settings.quarantine_table)
            count = rows.count()
            say(batch_id, read=count, refused=count)
        finally:
            rows.unpersist()

    return load_quarantined if settings.event_type is None else load_events


def say(batch_id: int, read: int, refused: int) -> None:
    """One line per batch for whoever started the job."""
    print(json.dumps({"batch": batch_id, "read": read, "quarantined": refused}), flush=True)


def merge_events(rows: DataFrame, table: str) -> None:
    """An event is its event_id; it is looked for in the day partitions of the batch."""
    first, last = rows.agg(F.to_date(F.min("event_ts")), F.to_date(F.max("event_ts"))).first()
    if first is None:
        return
    merge(
        rows,
        table,
        f"""target.event_id = source.event_id
            AND target.event_ts >= TIMESTAMP '{first} 00:00:00 UTC'
            AND target.event_ts < TIMESTAMP '{last + timedelta(days=1)} 00:00:00 UTC'""",
    )


def merge_quarantined(rows: DataFrame, table: str) -> None:
    """A bad record has no ID, so it is its position; and its bytes, since a topic made again starts at offset 0."""
    first, last = rows.agg(F.min("kafka_offset"), F.max("kafka_offset")).first()
    if first is None:
        return
    merge(
        rows,
        table,
        f"""target.kafka_topic = source.kafka_topic
            AND target.kafka_partition = source.kafka_partition
            AND target.kafka_offset = source.kafka_offset
            AND target.record_key <=> source.record_key
            AND target.record_value <=> source.record_value
            AND target.kafka_offset BETWEEN {first} AND {last}""",
    )


def merge(rows: DataFrame, table: str, same: str) -> None:
    rows.createOrReplaceTempView("landing")
    rows.sparkSession.sql(
        f"MERGE INTO {CATALOG}.{table} AS target USING landing AS source ON {same} WHEN NOT MATCHED THEN INSERT *"
    )
