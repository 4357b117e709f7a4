/** `blockPublicAcls` becomes `block_public_acls`. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The singular of an English plural, as far as property names go: `policies`, `addresses`, `rules`. */
export function singular(name: string): string {
  if (name.endsWith("ies")) {
    return `${name.slice(0, -3)}y`;
  }
  if (/(?:ss|x|ch|sh)es$/.test(name)) {
    return name.slice(0, -2);
  }
  return name.endsWith("s") && !name.endsWith("ss") ? name.slice(0, -1) : name;
}
