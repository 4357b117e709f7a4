"""Cases of raw_landing.transform."""

import json
import unittest

from pyspark.sql import DataFrame, Row

from raw_landing.transform import events, parse, quarantined
from raw_landing_support import DECLARED, EVENT, records


def parsed(*values) -> DataFrame:
    return parse(records(*values), "telemetry")


def only(rows: DataFrame) -> Row:
    (row,) = rows.collect()
    return row


class Events(unittest.TestCase):
    def test_an_event_becomes_a_row_with_its_position(self):
        row = only(events(parsed(EVENT)))
        self.assertEqual((row.event_id, row.device_id, row.schema_version), ("a", "EWR", "1"))
        self.assertEqual((row.kafka_topic, row.kafka_partition, row.kafka_offset), ("topic", 0, 0))
        self.assertEqual(json.loads(row.payload), EVENT["payload"])

    def test_times_are_moments_whatever_the_zone_they_are_written_in(self):
        written = ["2013-01-01T06:00:00Z", "2013-01-01T08:00:00+02:00", "2013-01-01T06:00:00.000Z"]
        rows = events(parsed(*[{**EVENT, "event_id": text, "event_ts": text} for text in written]))
        seconds = rows.selectExpr("unix_timestamp(event_ts) second").collect()
        self.assertEqual([row.second for row in seconds], [1357020000] * 3)

    def test_ingest_time_is_the_collectors_or_else_the_brokers(self):
        rows = events(parsed(EVENT, {**EVENT, "event_id": "b", "ingest_ts": "2026-01-02T00:00:00Z"}))
        days = rows.orderBy("event_id").selectExpr("cast(ingest_ts as date) day").collect()
        self.assertEqual([str(row.day) for row in days], ["2026-01-01", "2026-01-02"])

    def test_of_an_event_sent_twice_the_first_is_taken(self):
        self.assertEqual(only(events(parsed(EVENT, {**EVENT, "device_id": "JFK"}))).kafka_offset, 0)


class Quarantined(unittest.TestCase):
    def assert_reason(self, value, expected: str) -> None:
        rows = parsed(value)
        self.assertEqual(events(rows).count(), 0)
        row = only(quarantined(rows))
        self.assertEqual(row.reason, expected)
        self.assertEqual(row.kafka_offset, 0)

    def test_bytes_are_kept_as_they_came(self):
        row = only(quarantined(parsed(b"\xff\xfe not text")))
        self.assertEqual((bytes(row.record_key), bytes(row.record_value)), (b"EWR", b"\xff\xfe not text"))

    def test_what_is_no_json_object(self):
        for value in (b"", b"{", b"[1]", b"5", b'"text"', b"null"):
            with self.subTest(value):
                self.assert_reason(value, "not a JSON object")

    def test_a_record_without_a_value(self):
        self.assert_reason(None, "no value")

    def test_a_missing_or_empty_field_is_named(self):
        self.assert_reason({key: value for key, value in EVENT.items() if key != "device_id"}, "no device_id")
        self.assert_reason({**EVENT, "event_id": " "}, "no event_id")

    def test_every_problem_is_named(self):
        self.assert_reason({**EVENT, "event_id": None, "schema_version": ""}, "no event_id; no schema_version")

    def test_a_time_that_is_none(self):
        for text in ("yesterday", "2013", "2013-13-01T00:00:00Z", "2013-01-01T06:00:00"):
            with self.subTest(text):
                self.assert_reason({**EVENT, "event_ts": text}, "event_ts is no RFC 3339 date-time")

    def test_an_event_of_another_type(self):
        self.assert_reason({**EVENT, "event_type": "heartbeat"}, "event_type is not telemetry")

    def test_a_payload_that_is_no_object(self):
        self.assert_reason({**EVENT, "payload": "text"}, "payload is no object")


class Columns(unittest.TestCase):
    def assert_columns(self, rows: DataFrame, table: str) -> None:
        self.assertEqual([list(pair) for pair in rows.dtypes], DECLARED[table])

    def test_events_have_the_columns_of_the_raw_table(self):
        self.assert_columns(events(parsed(EVENT)), "telemetry")

    def test_bad_records_have_the_columns_of_the_quarantine_table(self):
        self.assert_columns(quarantined(parsed(b"")), "quarantine")
