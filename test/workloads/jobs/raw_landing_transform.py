"""Cases of raw_landing.transform."""

import json
import unittest

from event_schemas import PAYLOADS
from pyspark.sql import DataFrame, Row
from pyspark.sql import functions as F
from raw_landing.transform import events, parse, quarantined, quarantined_by_collector
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
    def assert_refused(self, value, reason: str, detail: str) -> None:
        rows = parsed(value)
        self.assertEqual(events(rows).count(), 0)
        row = only(quarantined(rows))
        self.assertEqual((row.reason, row.detail, row.kafka_offset), (reason, detail, 0))

    def test_bytes_are_kept_as_they_came(self):
        row = only(quarantined(parsed(b"\xff\xfe not text")))
        self.assertEqual((bytes(row.record_key), bytes(row.record_value)), (b"EWR", b"\xff\xfe not text"))

    def test_what_is_no_json_object(self):
        for value in (b"", b"{", b"[1]", b"5", b'"text"', b"null"):
            with self.subTest(value):
                self.assert_refused(value, "not_an_object", "not a JSON object")

    def test_a_record_without_a_value(self):
        self.assert_refused(None, "not_an_object", "no value")

    def test_a_missing_or_empty_field_is_named(self):
        self.assert_refused({key: value for key, value in EVENT.items() if key != "device_id"}, "schema", "no device_id")
        self.assert_refused({**EVENT, "event_id": " "}, "schema", "no event_id")

    def test_every_problem_is_named(self):
        self.assert_refused({**EVENT, "event_id": None, "schema_version": ""}, "schema", "no event_id; no schema_version")

    def test_a_time_that_is_none(self):
        for text in ("yesterday", "2013", "2013-13-01T00:00:00Z", "2013-01-01T06:00:00"):
            with self.subTest(text):
                self.assert_refused({**EVENT, "event_ts": text}, "schema", "event_ts is no RFC 3339 date-time")

    def test_an_event_of_another_type(self):
        self.assert_refused({**EVENT, "event_type": "heartbeat"}, "schema", "event_type is not telemetry")

    def test_a_payload_that_is_no_object(self):
        self.assert_refused({**EVENT, "payload": "text"}, "schema", "payload is no object")


class QuarantinedByCollector(unittest.TestCase):
    HEADERS = {
        "reason": "too_old",
        "detail": "/event_ts is longer ago than is taken",
        "sender": "EWR",
        "ingest-ts": "2026-01-02T03:04:05.678Z",
    }

    def row(self, value, headers) -> Row:
        return only(quarantined_by_collector(records(value, headers=headers)))

    def test_a_record_keeps_its_bytes_and_what_the_collector_knew(self):
        row = self.row(b"\xff{", self.HEADERS)
        self.assertEqual((row.reason, row.detail, row.sender), ("too_old", self.HEADERS["detail"], "EWR"))
        self.assertEqual((bytes(row.record_value), row.record_bytes), (b"\xff{", 2))
        self.assertEqual((row.kafka_topic, row.kafka_partition, row.kafka_offset), ("topic", 0, 0))

    def test_the_time_is_the_collectors_or_else_the_brokers(self):
        for headers, expected in ((self.HEADERS, "2026-01-02 03:04:05.678"), ({"ingest-ts": "?"}, "2026-01-01 00:00:00")):
            rows = quarantined_by_collector(records(b"{", headers=headers))
            self.assertEqual(only(rows.selectExpr("cast(ingest_ts as string) text")).text, expected)

    def test_an_original_that_is_in_the_bucket_alone_has_its_size_and_no_value(self):
        row = self.row(b"", {**self.HEADERS, "reason": "too_large", "size": "3000000"})
        self.assertEqual((row.record_value, row.record_bytes), (None, 3_000_000))

    def test_an_original_without_bytes_is_one(self):
        row = self.row(b"", self.HEADERS)
        self.assertEqual((bytes(row.record_value), row.record_bytes), (b"", 0))

    def test_a_record_without_headers_lands_too(self):
        row = self.row(b"{", None)
        self.assertEqual((row.reason, row.detail, row.sender), ("no header reason", None, None))


class Payloads(unittest.TestCase):
    EXAMPLES = {
        "telemetry-v1": ({"measurements": {"temp": 39, "humid": 1e-3}}, "measurements.humid", 0.001),
        "heartbeat-v1": ({"status": "ok", "attributes": {"seat": 1, "text": "x", "on": True}}, "attributes.on", "true"),
        "fault-v1": (
            {"code": "E-1", "severity": "major", "original_ts": "2013-01-01T01:00:00.123456789-05:00"},
            "cast(original_ts as string)",
            "2013-01-01 06:00:00.123456",
        ),
        "transaction-v1": ({"amount": "0.10", "customer": {"id": "tok_", "name": "[redacted]"}}, "customer.name", "[redacted]"),
    }

    def test_every_type_is_read_by_its_schema(self):
        self.assertEqual(sorted(self.EXAMPLES), sorted(PAYLOADS))
        for name, (payload, expression, expected) in self.EXAMPLES.items():
            with self.subTest(name):
                rows = records({**EVENT, "payload": payload})
                landed = events(parse(rows, "telemetry")).select(F.from_json("payload", PAYLOADS[name]).alias("read"))
                self.assertEqual(landed.select("read.*").selectExpr(f"{expression} value").first().value, expected)


class Columns(unittest.TestCase):
    def assert_columns(self, rows: DataFrame, table: str) -> None:
        self.assertEqual([list(pair) for pair in rows.dtypes], DECLARED[table])

    def test_events_have_the_columns_of_the_raw_table(self):
        self.assert_columns(events(parsed(EVENT)), "telemetry")

    def test_bad_records_have_the_columns_of_the_quarantine_table(self):
        self.assert_columns(quarantined(parsed(b"")), "quarantine")

    def test_what_the_collector_quarantined_has_the_columns_of_the_quarantine_table(self):
        self.assert_columns(quarantined_by_collector(records(b"")), "quarantine")
