"""Kafka records to rows of the raw tables. No reading, no writing: a data frame in, a data frame out."""

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from event_schemas import DATE_TIME, ENVELOPE, REQUIRED

# Without a collector in between, nobody has set it.
SET_BY_COLLECTOR = "ingest_ts"

POSITION = ("kafka_topic", "kafka_partition", "kafka_offset")


def parse(records: DataFrame, event_type: str) -> DataFrame:
    """Every record with its event's fields, `reason` and `detail`: null for an event, else why it is none."""
    options = {"mode": "PERMISSIVE", "columnNameOfCorruptRecord": "_unparsed"}
    event = F.from_json(F.col("value").cast("string"), f"{ENVELOPE}, _unparsed string", options)
    parsed = records.select(
        F.col("key").alias("record_key"),
        F.col("value").alias("record_value"),
        F.col("topic").alias("kafka_topic"),
        F.col("partition").alias("kafka_partition"),
        F.col("offset").alias("kafka_offset"),
        F.col("timestamp").alias("kafka_ts"),
        event.alias("event"),
    )
    return parsed.select(
        "record_key",
        "record_value",
        *POSITION,
        F.octet_length("record_value").cast("bigint").alias("record_bytes"),
        F.col("event.event_id"),
        F.col("event.event_type"),
        F.col("event.device_id"),
        date_time("event.event_ts").alias("event_ts"),
        # The broker's time is the first the platform knows of what came past the collector.
        F.coalesce(date_time("event.ingest_ts"), F.col("kafka_ts")).alias("ingest_ts"),
        F.col("event.schema_version"),
        F.col("event.payload"),
        reason().alias("reason"),
        detail(event_type).alias("detail"),
    ).withColumn("reason", F.when(F.col("detail").isNotNull(), F.col("reason")))


def date_time(column: str) -> Column:
    """The moment, or null where the text is not one."""
    return F.when(F.col(column).rlike(DATE_TIME), F.try_to_timestamp(F.col(column)))


def is_object() -> Column:
    return F.col("event").isNotNull() & F.col("event._unparsed").isNull()


def reason() -> Column:
    """Of a record that is wrong, the collector's word for it."""
    return F.when(F.coalesce(is_object(), F.lit(False)), "schema").otherwise("not_an_object")


def detail(event_type: str) -> Column:
    """Everything that is wrong with a record, or null."""
    whole = F.when(F.col("record_value").isNull(), "no value").when(~is_object(), "not a JSON object")
    parts = [
        F.when(F.coalesce(F.trim(f"event.{name}"), F.lit("")) == "", f"no {name}")
        for name in REQUIRED
        if name != SET_BY_COLLECTOR
    ]
    parts.append(F.when(F.col("event.event_type") != event_type, f"event_type is not {event_type}"))
    parts.append(F.when(date_time("event.event_ts").isNull(), "event_ts is no RFC 3339 date-time"))
    parts.append(F.when(~F.col("event.payload").startswith("{"), "payload is no object"))
    every = F.concat_ws("; ", *parts)
    return F.coalesce(whole, F.when(every != "", every))


def events(parsed: DataFrame) -> DataFrame:
    """Rows of the raw table, one per event_id: of an event sent several times the first by position."""
    first = Window.partitionBy("event_id").orderBy("kafka_partition", "kafka_offset")
    return (
        parsed.where("reason is null")
        .withColumn("_place", F.row_number().over(first))
        .where("_place = 1")
        .select(
            "event_id",
            "event_type",
            "device_id",
            "event_ts",
            "ingest_ts",
            "schema_version",
            "payload",
            *POSITION,
        )
    )


def quarantined(parsed: DataFrame) -> DataFrame:
    """Rows of the quarantine table for records that are no event of their topic: the bytes as they came, and why they are here."""
    return parsed.where("reason is not null").select(
        "reason",
        F.current_timestamp().alias("ingest_ts"),
        "record_key",
        "record_value",
        *POSITION,
        "detail",
        F.lit(None).cast("string").alias("sender"),
        "record_bytes",
    )


def quarantined_by_collector(records: DataFrame) -> DataFrame:
    """Rows of the quarantine table for records of the quarantine topic, which carry in headers what the collector knew."""
    taken = header("ingest-ts")
    size = F.coalesce(header("size").cast("bigint"), F.octet_length("value").cast("bigint"))
    return records.select(
        F.coalesce(header("reason"), F.lit("no header reason")).alias("reason"),
        F.coalesce(F.try_to_timestamp(taken), F.col("timestamp")).alias("ingest_ts"),
        F.col("key").alias("record_key"),
        # A value that says nothing of its size is in the bucket alone.
        F.when((F.octet_length("value") > 0) | (size == 0), F.col("value")).alias("record_value"),
        F.col("topic").alias("kafka_topic"),
        F.col("partition").alias("kafka_partition"),
        F.col("offset").alias("kafka_offset"),
        header("detail").alias("detail"),
        header("sender").alias("sender"),
        size.alias("record_bytes"),
    )


def header(name: str) -> Column:
    """The first header of the name as text, or null."""
    return F.get(F.filter("headers", lambda one: one["key"] == name), 0)["value"].cast("string")
