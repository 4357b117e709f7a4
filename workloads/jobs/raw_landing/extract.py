"""Records as Kafka has them."""

import json
from typing import Dict

import boto3
from pyspark.sql import DataFrame, SparkSession

from raw_landing.settings import Settings


def read_records(spark: SparkSession, settings: Settings) -> DataFrame:
    """A stream of what the topic has that no earlier run of this checkpoint has landed."""
    options = {
        "kafka.bootstrap.servers": settings.bootstrap_servers,
        "subscribe": settings.topic,
        "startingOffsets": "earliest",
        # Records that expired before they were landed are an incident, not a detail.
        "failOnDataLoss": "true",
        "includeHeaders": "true",
        "maxOffsetsPerTrigger": str(settings.max_records_per_batch),
        # The group this job is granted; Spark would make up a name of its own.
        "kafka.group.id": settings.consumer_group,
        # Spark seeks anew for every poll, so small polls cost more than they carry.
        "kafka.max.poll.records": "10000",
        **authentication(settings),
    }
    return spark.readStream.format("kafka").options(**options).load()


def authentication(settings: Settings) -> Dict[str, str]:
    """Kafka client settings to authenticate over TLS; a SCRAM password is read from Secrets Manager."""
    options = {"kafka.security.protocol": "SASL_SSL"}
    if settings.ca_file is not None:
        options["kafka.ssl.truststore.type"] = "PEM"
        options["kafka.ssl.truststore.location"] = settings.ca_file
    if settings.kafka_auth == "iam":
        return {
            **options,
            "kafka.sasl.mechanism": "AWS_MSK_IAM",
            "kafka.sasl.jaas.config": "software.amazon.msk.auth.iam.IAMLoginModule required;",
            "kafka.sasl.client.callback.handler.class": "software.amazon.msk.auth.iam.IAMClientCallbackHandler",
        }
    secret = json.loads(boto3.client("secretsmanager").get_secret_value(SecretId=settings.secret_arn)["SecretString"])
    module = "org.apache.kafka.common.security.scram.ScramLoginModule"
    return {
        **options,
        "kafka.sasl.mechanism": "SCRAM-SHA-512",
        "kafka.sasl.jaas.config": (
            f"{module} required username={quoted(secret['username'])} password={quoted(secret['password'])};"
        ),
    }


def quoted(value: str) -> str:
    """A value in JAAS's quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
