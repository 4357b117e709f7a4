"""Cases of raw_landing.load, on Iceberg tables on disk."""

import contextlib
import io
import json
import unittest

from raw_landing.load import batch_loader
from raw_landing.settings import parse_settings
from raw_landing_support import DECLARED, EVENT, records, spark

OF_ANY_TOPIC = (
    "--BOOTSTRAP_SERVERS b:1 --TOPIC topic --QUARANTINE_TABLE raw.quarantine --CHECKPOINT none --WAREHOUSE none"
    " --KAFKA_AUTH iam".split()
)
OF_EVENTS = parse_settings([*OF_ANY_TOPIC, "--EVENT_TYPE", "telemetry", "--TABLE", "raw.telemetry"])
OF_QUARANTINE = parse_settings(OF_ANY_TOPIC)


def create(table: str, partition: str) -> None:
    columns = ", ".join(f"{name} {kind}" for name, kind in DECLARED[table])
    spark.sql(f"CREATE TABLE lake.raw.{table} ({columns}) USING iceberg PARTITIONED BY (days({partition}))")


class Batches(unittest.TestCase):
    def setUp(self):
        create("telemetry", "event_ts")
        create("quarantine", "ingest_ts")

    def tearDown(self):
        spark.sql("DROP TABLE lake.raw.telemetry")
        spark.sql("DROP TABLE lake.raw.quarantine")

    def load(self, *values, settings=OF_EVENTS) -> dict:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            batch_loader(settings)(records(*values), 0)
        return json.loads(said.getvalue())

    def count(self, table: str) -> int:
        return spark.table(f"lake.raw.{table}").count()

    def test_a_batch_that_comes_again_changes_nothing(self):
        for _ in range(2):
            self.load(EVENT, {**EVENT, "event_id": "b"}, b"{")
        self.assertEqual((self.count("telemetry"), self.count("quarantine")), (2, 1))

    def test_an_event_sent_again_later_is_not_doubled(self):
        self.load(EVENT)
        self.load(b"{", EVENT, {**EVENT, "event_id": "b"})
        self.assertEqual(self.count("telemetry"), 2)

    def test_every_record_is_in_one_table_or_the_other(self):
        said = self.load(EVENT, b"{", None, {**EVENT, "event_id": "b"})
        self.assertEqual(said, {"batch": 0, "read": 4, "quarantined": 2})
        self.assertEqual((self.count("telemetry"), self.count("quarantine")), (2, 2))

    def test_a_bad_record_at_the_offset_of_another_is_kept(self):
        self.load(b"{")
        self.load(b"[")
        self.assertEqual(self.count("quarantine"), 2)

    def test_a_batch_over_years_is_looked_up_in_its_own_days(self):
        late = {**EVENT, "event_id": "late", "event_ts": "2026-12-31T23:59:59.999Z"}
        for _ in range(2):
            self.load(EVENT, late)
        self.assertEqual(self.count("telemetry"), 2)

    def test_a_batch_without_an_event_is_no_error(self):
        self.load(b"{")
        self.assertEqual(self.count("telemetry"), 0)

    def test_what_the_collector_quarantined_lands_once_and_whole(self):
        for _ in range(2):
            said = self.load(EVENT, b"{", b"", settings=OF_QUARANTINE)
            self.assertEqual(said, {"batch": 0, "read": 3, "quarantined": 3})
        self.assertEqual((self.count("telemetry"), self.count("quarantine")), (0, 3))

    def test_a_batch_without_a_record_is_no_error(self):
        self.assertEqual(self.load(settings=OF_QUARANTINE), {"batch": 0, "read": 0, "quarantined": 0})


class Arguments(unittest.TestCase):
    def test_events_need_both_their_type_and_their_table(self):
        for alone in (["--EVENT_TYPE", "telemetry"], ["--TABLE", "raw.telemetry"]):
            with self.subTest(alone), contextlib.redirect_stderr(io.StringIO()) as said:
                with self.assertRaises(SystemExit):
                    parse_settings([*OF_ANY_TOPIC, *alone])
                self.assertIn("--EVENT_TYPE and --TABLE go together", said.getvalue())
