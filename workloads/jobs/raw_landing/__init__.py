"""Lands what one Kafka topic has in its raw Iceberg table. Runs on Glue 5.1: Python 3.11, Spark 3.5, Iceberg 1.10."""
