/** Type token and logical name of a resource, from its URN (`urn:pulumi:stack::project::parent$type::name`). */
export function parseUrn(urn: string): { type: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").at(-1) ?? types, name: name.join("::") };
}

/** The parts of a type token: `aws:s3/bucket:Bucket` is package `aws`, module `s3/bucket`, member `Bucket`. */
export function parseToken(token: string): { pkg: string; module: string; member: string } {
  const [pkg = "", module = "", member = ""] = token.split(":");
  return { pkg, module, member };
}
