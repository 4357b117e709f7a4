"""The Spark session: UTC, and the Glue Data Catalog as `lake`."""

from pyspark.sql import SparkSession

from raw_landing.settings import Settings

CATALOG = "lake"


def start_session(settings: Settings) -> SparkSession:
    """Endpoints are not set here: the AWS SDKs take them from their own environment variables."""
    catalog = f"spark.sql.catalog.{CATALOG}"
    return (
        SparkSession.builder.appName(f"raw-landing {settings.topic}")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
        .config(catalog, "org.apache.iceberg.spark.SparkCatalog")
        .config(f"{catalog}.catalog-impl", "org.apache.iceberg.aws.glue.GlueCatalog")
        .config(f"{catalog}.io-impl", "org.apache.iceberg.aws.s3.S3FileIO")
        .config(f"{catalog}.warehouse", settings.warehouse)
        .getOrCreate()
    )
