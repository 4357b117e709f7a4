/**
 * Actions whose answer holds data or secrets, or that copy them elsewhere. Those of cloudsplaining
 * (https://github.com/salesforce/cloudsplaining, copyright Salesforce, MIT and BSD 3-Clause), and of the services that hold events.
 */
export const dataActions = [
  "athena:GetQueryResults",
  "athena:GetQueryResultsStream",
  "dynamodb:BatchGetItem",
  "dynamodb:GetItem",
  "dynamodb:GetRecords",
  "dynamodb:PartiQLSelect",
  "dynamodb:Query",
  "dynamodb:Scan",
  "kinesis:GetRecords",
  "kinesis:SubscribeToShard",
  "rds:CopyDBSnapshot",
  "rds:CreateDBSnapshot",
  "s3:GetObject",
  "s3:GetObjectVersion",
  "s3tables:GetTableData",
  "secretsmanager:GetSecretValue",
  "sqs:ReceiveMessage",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
] as const;
