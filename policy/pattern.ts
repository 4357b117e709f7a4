/**
 * Whether a text matches a pattern of IAM's kind: `*` stands for any characters, `?` for one. Linear in practice and
 * never exponential, however many stars a pattern has.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let inPattern = 0;
  let inText = 0;
  let star = -1;
  let starText = 0;
  while (inText < text.length) {
    const symbol = pattern[inPattern];
    if (symbol === "*") {
      star = inPattern++;
      starText = inText;
    } else if (symbol !== undefined && (symbol === "?" || symbol === text[inText])) {
      inPattern++;
      inText++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++starText;
    } else {
      return false;
    }
  }
  return pattern.slice(inPattern).replaceAll("*", "") === "";
}
