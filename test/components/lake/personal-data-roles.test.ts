import assert from "node:assert/strict";
import { personalDataRoles } from "../../../components/lake/personal-data-roles.ts";

const place = { environment: "test", accountId: "111111111111", region: "eu-central-1" };

describe("personalDataRoles", () => {
  it("are the collector and the jobs that touch the data, and the roles it is given", () => {
    assert.deepEqual(personalDataRoles(place, ["test-deploy"]), {
      quarantine: [
        "arn:aws:iam::111111111111:role/test-collector",
        "arn:aws:iam::111111111111:role/test-raw-landing",
        "arn:aws:iam::111111111111:role/test-maintain-quarantine",
        "arn:aws:iam::111111111111:role/test-lake-data-access",
        "arn:aws:iam::111111111111:role/test-deploy",
      ],
      pii: [
        "arn:aws:iam::111111111111:role/test-collector",
        "arn:aws:iam::111111111111:role/test-lake-data-access",
        "arn:aws:iam::111111111111:role/test-deploy",
      ],
    });
  });
});
