/** Standards that Security Hub can hold an account against, with the end of their ARNs. */
export const standards = {
  /** AWS Foundational Security Best Practices. */
  fsbp: "aws-foundational-security-best-practices/v/1.0.0",
  /** CIS AWS Foundations Benchmark. */
  cis: "cis-aws-foundations-benchmark/v/3.0.0",
  /** NIST SP 800-53. */
  nist: "nist-800-53/v/5.0.0",
} as const;

export type Standard = keyof typeof standards;
