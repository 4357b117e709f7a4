/**
 * What looks like a secret that was written down. By name and by the forms that well-known credentials have; a password that
 * looks like any other word is found by its name alone.
 */
const secretName = /pass(word|wd|phrase)|(^|_)(pass|pwd)$|secret|token|api_?key|private_?key|access_?key|credential/i;

/** Names of where a secret is, how long it lasts and the like, and not of the secret itself. */
const aboutASecret =
  /_?(arn|id|name|file|path|dir|prefix|url|uri|endpoint|host|region|ttl|seconds|minutes|days|enabled|type|version|header|issuer|audience)$/i;

const secretValues: readonly RegExp[] = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/, // AWS access keys
  /-----BEGIN ([A-Z]+ )*PRIVATE KEY-----/,
  /\bgh[opsur]_[A-Za-z0-9]{36}/, // GitHub
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/, // Slack
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./, // JSON Web Tokens
  /:\/\/[^/\s:@]+:[^/\s:@]+@/, // user and password in an address
];

/** What AWS replaces by the secret when it is used, or names it by. */
const reference = /^(arn:|\{\{resolve:|projects\/|\/[\w.-]+\/)/;

export function namesASecret(name: string): boolean {
  return secretName.test(name) && !aboutASecret.test(name);
}

export function isASecret(value: string): boolean {
  return secretValues.some((form) => form.test(value));
}

/** Whether a value under a name is a secret: by its form, or by its name unless it only says where the secret is. */
export function isWrittenSecret(name: string, value: unknown): boolean {
  if (typeof value !== "string" || value === "") return false;
  return isASecret(value) || (namesASecret(name) && !reference.test(value) && !/^(true|false|none)$/i.test(value));
}
