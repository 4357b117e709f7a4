import { mustBe, oncePerPlace } from "../check.ts";
import { mustBeOwnKey, ownKey } from "../kms-key.ts";
import { isEmpty, property, type Properties, read } from "../property.ts";
import { type Finding, resourceRule } from "../rule.ts";

/** Where a stream reads from another, whose encryption is the other's affair: AWS refuses it here. */
const sources = ["kinesisSourceConfiguration", "mskSourceConfiguration"];

/** Everything a stream writes to S3: its destination, what it could not deliver, and copies of what it took. */
const toS3 = [
  "extendedS3Configuration",
  "extendedS3Configuration.s3BackupConfiguration",
  "elasticsearchConfiguration.s3Configuration",
  "httpEndpointConfiguration.s3Configuration",
  "icebergConfiguration.s3Configuration",
  "opensearchConfiguration.s3Configuration",
  "opensearchserverlessConfiguration.s3Configuration",
  "redshiftConfiguration.s3Configuration",
  "redshiftConfiguration.s3BackupConfiguration",
  "snowflakeConfiguration.s3Configuration",
  "splunkConfiguration.s3Configuration",
];

export const firehoseCmk = resourceRule({
  id: "firehose-cmk",
  types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
  what: "A Firehose stream is encrypted with a key of ours, both while it buffers and where it writes to S3.",
  why: "It buffers in the clear by default, and its files get the bucket's default encryption and not the data's key.",
  remedy:
    "Set serverSideEncryption { enabled: true, keyType: CUSTOMER_MANAGED_CMK, keyArn } on a direct-put stream, and kmsKeyArn in every S3 configuration.",
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["DataFirehose.1"], checkov: ["CKV_AWS_240", "CKV_AWS_241"], cdkNag: ["KDF1"] },
  url: "https://docs.aws.amazon.com/firehose/latest/dev/encryption.html",
  evaluate: ({ props }) => {
    const directPut = sources.every((source) => isEmpty(read(props, source)));
    return oncePerPlace([...(directPut ? buffers(props) : []), ...toS3.flatMap((block) => written(props, block))]);
  },
});

function buffers(props: Properties): readonly Finding[] {
  return [
    ...mustBe(props, "serverSideEncryption.enabled", [true]),
    ...mustBe(props, "serverSideEncryption.keyType", ["CUSTOMER_MANAGED_CMK"]),
    ...mustBeOwnKey(props, "serverSideEncryption.keyArn"),
  ];
}

function written(props: Properties, block: string): readonly Finding[] {
  const reading = read(props, block);
  return isEmpty(reading) ? [] : ownKey(property(reading, "kmsKeyArn"));
}
