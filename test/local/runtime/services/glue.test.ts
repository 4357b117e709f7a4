import assert from "node:assert/strict";

import { GetTableCommand, UpdateTableCommand } from "@aws-sdk/client-glue";

import { clients, deploy, refusal, region } from "../../../support/handlers.ts";

describe("Glue in the emulator", function () {
  this.timeout(60_000);

  it("takes one of several commits at once and refuses the others by their version", async () => {
    const place = { DatabaseName: "glue_cas" };
    await deploy("aws:glue/catalogDatabase:CatalogDatabase", { name: "glue_cas" });
    await deploy("aws:glue/catalogTable:CatalogTable", { name: "t", databaseName: "glue_cas" });
    const glue = (await clients()).glue(region);
    const { Table } = await glue.send(new GetTableCommand({ ...place, Name: "t" }));
    const commits = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        glue.send(
          new UpdateTableCommand({
            ...place,
            VersionId: Table?.VersionId,
            TableInput: { Name: "t", Parameters: { commit: String(index) } },
          }),
        ),
      ),
    );
    assert.equal(commits.filter(({ status }) => status === "fulfilled").length, 1);
    for (const commit of commits) {
      if (commit.status === "rejected") assert.ok(refusal("ConcurrentModificationException")(commit.reason));
    }
  });
});
