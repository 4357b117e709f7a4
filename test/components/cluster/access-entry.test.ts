import * as assert from "node:assert/strict";
import { accessProblems, type AccessSpec, principalPattern } from "../../../components/cluster/access-entry.ts";

const entry: AccessSpec = {
  name: "platform-team",
  principalArn: "arn:aws:iam::111111111111:role/platform-team",
  policies: [{ policy: "AmazonEKSAdminViewPolicy" }],
};

const messages = (...entries: readonly AccessSpec[]): readonly string[] =>
  accessProblems(entries).map(({ index, message }) => `${index}: ${message}`);

describe("accessProblems", () => {
  it("finds nothing wrong with an entry that has a policy or a group", () => {
    assert.deepEqual(
      messages(entry, { name: "on-call", principalArn: `${entry.principalArn}2`, groups: ["on-call"] }),
      [],
    );
  });

  it("fails when a principal or a name has two entries", () => {
    assert.deepEqual(messages(entry, entry), [
      "1: platform-team is the name of two entries",
      "1: arn:aws:iam::111111111111:role/platform-team has two entries; EKS takes one for each principal",
    ]);
  });

  it("fails when an entry could do nothing", () => {
    assert.deepEqual(messages({ ...entry, policies: [] }), [
      "0: platform-team has neither policies nor groups, and could do nothing",
    ]);
  });

  it("fails when an entry asks for a group of the system, system:masters first of all", () => {
    assert.deepEqual(messages({ ...entry, groups: ["system:masters"] }), [
      "0: platform-team: EKS refuses groups that start with system:; give it an access policy",
    ]);
  });
});

describe("principalPattern", () => {
  it("takes roles and users with their paths", () => {
    for (const arn of [
      entry.principalArn,
      "arn:aws:iam::111111111111:user/someone",
      "arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
    ]) {
      assert.match(arn, principalPattern);
    }
  });

  it("takes no session and no account", () => {
    for (const arn of ["arn:aws:sts::111111111111:assumed-role/x/y", "arn:aws:iam::111111111111:root"]) {
      assert.doesNotMatch(arn, principalPattern);
    }
  });
});
