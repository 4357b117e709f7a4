import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("key", { enableKeyRotation: true, deletionWindowInDays: 30 });

// The document names the key, so before the key exists nobody can say whether it is right.
const actions = process.env.REFUSED_PROGRAM_WRONG === "true" ? "kms:*" : "kms:Decrypt";
const policy = key.arn.apply((arn) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "Use", Effect: "Allow", Action: actions, Resource: arn }],
  }),
);
const role = new aws.iam.Role("role", {
  permissionsBoundary: "arn:aws:iam::000000000000:policy/local-boundary",
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Assume",
        Effect: "Allow",
        Principal: { Service: "glue.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "000000000000" } },
      },
    ],
  }),
});
new aws.iam.RolePolicy("policy", { role: role.name, policy });
