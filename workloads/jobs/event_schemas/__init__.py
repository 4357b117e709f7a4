"""Events as Spark reads them. Generated from the schemas of events: npm run events:record."""

# The envelope, every field as it is written; the payload as JSON.
ENVELOPE = "event_id string, event_type string, device_id string, event_ts string, ingest_ts string, schema_version string, payload string"

# Fields of the envelope that every record of a topic has.
REQUIRED = ("event_id", "event_type", "device_id", "event_ts", "ingest_ts", "schema_version", "payload")

# Date and time as the schemas demand it; a cast alone would take 2013 or 12:00 for a moment.
DATE_TIME = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"

# Fields of the payload, by event type and version.
PAYLOADS = {
    "telemetry-v1": "measurements map<string, double>, original_ts timestamp, attributes map<string, string>",
    "heartbeat-v1": "status string, original_ts timestamp, attributes map<string, string>",
    "fault-v1": "code string, severity string, message string, original_ts timestamp, attributes map<string, string>",
    "transaction-v1": "transaction_id string, kind string, amount string, currency string, customer struct<id: string, email: string, name: string>, original_ts timestamp, attributes map<string, string>",
}
