import { isObject, type Properties, property, read, textOf } from "../property.ts";
import { fail, type Finding, resourceRule, undecided } from "../rule.ts";
import { isASecret, isWrittenSecret, namesASecret } from "../secret-text.ts";

/** Passwords that a program can hand over, and the property by which AWS makes and keeps one instead. */
const passwords: Readonly<Record<string, { readonly given: string; readonly managed: string }>> = {
  "aws:rds/instance:Instance": { given: "password", managed: "manageMasterUserPassword" },
  "aws:rds/cluster:Cluster": { given: "masterPassword", managed: "manageMasterUserPassword" },
  "aws:redshift/cluster:Cluster": { given: "masterPassword", managed: "manageMasterPassword" },
  "aws:redshiftserverless/namespace:Namespace": { given: "adminUserPassword", managed: "manageAdminPassword" },
};

export const noLiteralSecrets = resourceRule({
  id: "no-literal-secrets",
  types: [
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:redshift/cluster:Cluster",
    "aws:redshiftserverless/namespace:Namespace",
    "aws:lambda/function:Function",
    "aws:ssm/parameter:Parameter",
  ],
  what: "No program writes a secret down: AWS makes database passwords, and code reads the others where they are kept.",
  why: "What a program hands over is in its state, in its logs and on the machine of everybody who runs it, and nothing rotates it.",
  remedy:
    "Set manageMasterUserPassword (manageMasterPassword, manageAdminPassword) in place of a password; read secrets from Secrets Manager at run time; use SecureString parameters.",
  severity: "critical",
  level: "mandatory",
  controls: { checkov: ["CKV_AWS_45", "CKV2_AWS_34"] },
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
  evaluate: ({ type, props }) => {
    const password = passwords[type];
    if (password) return managedPassword(props, password);
    return type === "aws:ssm/parameter:Parameter" ? parameter(props) : environment(props);
  },
});

// A message never shows the secret itself.

function managedPassword(props: Properties, { given, managed }: (typeof passwords)[string]): readonly Finding[] {
  const wanted = `absent, with ${managed}: true`;
  const password = read(props, given);
  if (password.state === "unknown") return [undecided(password, wanted)];
  return password.state === "known" && password.value !== "" ? [fail(password, "set by the program", wanted)] : [];
}

function environment(props: Properties): readonly Finding[] {
  const wanted = "no secret: read it at run time";
  const variables = read(props, "environment.variables");
  if (variables.state === "absent") return [];
  if (variables.state === "unknown") return [undecided(variables, wanted)];
  if (variables.misshapen || !isObject(variables.value)) return [fail(variables, "no set of variables", wanted)];
  return Object.keys(variables.value).flatMap((name) => {
    const value = property(variables, name);
    // A name may hold anything in a broken program; the path of a finding has no spaces.
    const place = { path: value.path.replaceAll(/\s/g, "_") };
    if (value.state === "unknown") return namesASecret(name) ? [undecided(place, wanted)] : [];
    return value.state === "known" && isWrittenSecret(name, value.value)
      ? [fail(place, "a secret in plain text", wanted)]
      : [];
  });
}

function parameter(props: Properties): readonly Finding[] {
  const type = read(props, "type");
  if (type.state === "known" && type.value === "SecureString") return [];
  const name = read(props, "name");
  const isNamed = namesASecret(textOf(name).split("/").at(-1) ?? "");
  const isForm = ["value", "insecureValue", "valueWo"].some((path) => {
    const value = read(props, path);
    return value.state === "known" && typeof value.value === "string" && isASecret(value.value);
  });
  if (!isNamed && !isForm) return [];
  const wanted = '"SecureString" for a secret';
  return type.state === "unknown" ? [undecided(type, wanted)] : [fail(type, "not encrypted", wanted)];
}
