import assert from "node:assert/strict";
import { type Acl, AclOperations, AclPermissionTypes, ResourcePatternTypes, ResourceTypes } from "@platformatic/kafka";
import { aclDifference } from "../../cli/kafka-acls.ts";
import { aclBindings, kafkaAccess } from "../../contracts/events/access.ts";

const declared = aclBindings(kafkaAccess.collector, "dev-collector");

/** As brokers would answer once the declared ACLs are there. */
const present: readonly Acl[] = aclDifference([], declared).missing;

const stranger: Acl = {
  resourceType: ResourceTypes.TOPIC,
  resourceName: "iot.telemetry.v1",
  resourcePatternType: ResourcePatternTypes.LITERAL,
  principal: "User:stranger",
  host: "*",
  operation: AclOperations.READ,
  permissionType: AclPermissionTypes.ALLOW,
};

describe("aclDifference", () => {
  it("asks new brokers for every declared ACL, in Kafka's own numbers", () => {
    assert.equal(present.length, declared.length);
    assert.deepEqual(present[0], {
      resourceType: ResourceTypes.TOPIC,
      resourceName: "iot.telemetry.v1",
      resourcePatternType: ResourcePatternTypes.LITERAL,
      principal: "User:dev-collector",
      host: "*",
      operation: AclOperations.WRITE,
      permissionType: AclPermissionTypes.ALLOW,
    });
  });

  it("finds nothing to do the second time", () => {
    assert.deepEqual(aclDifference(present, declared), { missing: [], surplus: [] });
  });

  it("takes away what nobody declared, and nothing else", () => {
    assert.deepEqual(aclDifference([...present, stranger], declared), { missing: [], surplus: [stranger] });
  });

  it("takes a grant that differs in one part for another grant", () => {
    const [first, ...rest] = present;
    assert.ok(first);
    const denied = { ...first, permissionType: AclPermissionTypes.DENY };
    assert.deepEqual(aclDifference([denied, ...rest], declared), { missing: [first], surplus: [denied] });
  });

  it("counts an ACL that is declared twice once", () => {
    assert.equal(aclDifference([], [...declared, ...declared]).missing.length, declared.length);
  });
});
