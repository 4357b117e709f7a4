/** One statement of an IAM, key or bucket policy, in the form the policy grammar gives it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  /** Absent in a trust policy, where the role itself is the resource. */
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A statement that bounds instead of granting, in a boundary or a policy of the organisation: it may also name what it leaves out. */
export interface GuardStatement extends Omit<Statement, "Action"> {
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
}

/** A policy document as the JSON text AWS takes. Built from plain values only, so it is whole and known at preview. */
export function policyDocument(statements: readonly (Statement | GuardStatement)[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** Trust policy of a role that AWS services assume, on behalf of this account only (confused deputy). */
export function serviceTrust(servicePrincipal: string | readonly string[], accountId: string): string {
  return policyDocument([
    {
      Sid: "AssumedByService",
      Effect: "Allow",
      Principal: { Service: servicePrincipal },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
  ]);
}

/** Statement of a queue's or topic's policy: nobody does it in clear text. */
export function tlsOnly(Action: string, Resource: string): Statement {
  return {
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
