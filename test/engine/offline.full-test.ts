import { previewsAllPhases } from "./offline-preview.ts";
import { Platform } from "./platform.ts";

// `prod` is previewed for every change; of what the others have beside it, each phase's own tests know.
describe("platform preview --offline of every other environment", function () {
  this.timeout(240_000);
  let platform: Platform;

  before(async () => {
    platform = await Platform.create();
  });

  after(async () => {
    await platform.remove();
  });

  for (const environment of ["dev", "test"]) {
    it(`previews all phases of ${environment}, never deployed, without credentials, under policy`, async () => {
      await previewsAllPhases(platform, environment);
    });
  }
});
