"""What one run of the job works on."""

import argparse
from dataclasses import dataclass
from typing import Optional, Sequence


@dataclass(frozen=True)
class Settings:
    bootstrap_servers: str
    topic: str
    # Value of event_type that belongs in the topic; none of the quarantine topic, whose records belong in no other table.
    event_type: Optional[str]
    # `database.table` in the Glue Data Catalog; with event_type.
    table: Optional[str]
    quarantine_table: str
    # Directory or S3 prefix of the stream's checkpoint, this topic's own.
    checkpoint: str
    # S3 location for tables without one of their own; every table here has its own.
    warehouse: str
    kafka_auth: str
    # Secrets Manager secret, JSON with username and password; only with scram.
    secret_arn: Optional[str]
    # PEM file of the certificate authorities of the brokers; without it the JVM's own.
    ca_file: Optional[str]
    consumer_group: str
    # Bounds the memory that one batch takes.
    max_records_per_batch: int


def parse_settings(arguments: Sequence[str]) -> Settings:
    """Reads Glue's `--KEY value` arguments. Glue adds arguments of its own, so unknown ones are left alone."""
    parser = argparse.ArgumentParser(prog="raw_landing", allow_abbrev=False)
    for name in ("BOOTSTRAP_SERVERS", "TOPIC", "QUARANTINE_TABLE", "CHECKPOINT", "WAREHOUSE"):
        parser.add_argument(f"--{name}", required=True, dest=name.lower())
    for name in ("EVENT_TYPE", "TABLE"):
        parser.add_argument(f"--{name}", dest=name.lower())
    parser.add_argument("--KAFKA_AUTH", choices=("iam", "scram"), required=True, dest="kafka_auth")
    parser.add_argument("--SECRET_ARN", dest="secret_arn")
    parser.add_argument("--CA_FILE", dest="ca_file")
    parser.add_argument("--CONSUMER_GROUP", default="raw-landing", dest="consumer_group")
    parser.add_argument("--MAX_RECORDS_PER_BATCH", type=int, default=500_000, dest="max_records_per_batch")
    known, _ = parser.parse_known_args(arguments)
    if known.kafka_auth == "scram" and known.secret_arn is None:
        parser.error("--KAFKA_AUTH scram needs --SECRET_ARN, the secret with username and password")
    if (known.event_type is None) != (known.table is None):
        parser.error("--EVENT_TYPE and --TABLE go together: events of which type, and where they land")
    return Settings(**vars(known))
