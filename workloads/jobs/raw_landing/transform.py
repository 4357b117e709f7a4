"""Kafka records to rows of the raw tables. No reading, no writing: a data frame in, a data frame out."""

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

ENVELOPE = "event_id string, event_type string, device_id string, event_ts string, ingest_ts string, \
schema_version string, payload string, _unparsed string"

REQUIRED = ("event_id", "event_type", "device_id", "event_ts", "schema_version", "payload")

# A cast alone would take "2013" or "12:00" for a moment.
DATE_TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$"

POSITION = ("kafka_topic", "kafka_partition", "kafka_offset")


def parse(records: DataFrame, event_type: str) -> DataFrame:
    """Every record with its event's fields and `reason`: null for an event, else why it is none."""
    options = {"mode": "PERMISSIVE", "columnNameOfCorruptRecord": "_unparsed"}
    event = F.from_json(F.col("value").cast("string"), ENVELOPE, options)
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
        F.col("event.event_id"),
        F.col("event.event_type"),
        F.col("event.device_id"),
        date_time("event.event_ts").alias("event_ts"),
        # Without a collector in between, the broker's time is the first the platform knows of.
        F.coalesce(date_time("event.ingest_ts"), F.col("kafka_ts")).alias("ingest_ts"),
        F.col("event.schema_version"),
        F.col("event.payload"),
        reason(event_type).alias("reason"),
    )


def date_time(column: str) -> Column:
    """The moment, or null where the text is not one."""
    return F.when(F.col(column).rlike(DATE_TIME), F.try_to_timestamp(F.col(column)))


def reason(event_type: str) -> Column:
    """Everything that is wrong with a record, or null."""
    whole = F.when(F.col("record_value").isNull(), "no value").when(
        F.col("event").isNull() | F.col("event._unparsed").isNotNull(), "not a JSON object"
    )
    parts = [F.when(F.coalesce(F.trim(f"event.{name}"), F.lit("")) == "", f"no {name}") for name in REQUIRED]
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
    """Rows of the quarantine table: the bytes as they came, and why they are here."""
    return parsed.where("reason is not null").select(
        "reason", F.current_timestamp().alias("ingest_ts"), "record_key", "record_value", *POSITION
    )
