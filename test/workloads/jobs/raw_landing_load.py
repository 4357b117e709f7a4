"""Cases of raw_landing.load, on Iceberg tables on disk."""

import contextlib
import io
import json
import unittest

from raw_landing.load import batch_loader
from raw_landing.settings import parse_settings
from raw_landing_support import DECLARED, EVENT, records, spark

SETTINGS = parse_settings(
    "--BOOTSTRAP_SERVERS b:1 --TOPIC topic --EVENT_TYPE telemetry --TABLE raw.telemetry --QUARANTINE_TABLE raw.quarantine"
    " --CHECKPOINT none --WAREHOUSE none --KAFKA_AUTH iam".split()
)


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

    def load(self, *values) -> dict:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            batch_loader(SETTINGS)(records(*values), 0)
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
