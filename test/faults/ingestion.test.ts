import { faultTests, newSeed } from "./suite.ts";

// One seed of every case, a new one each time; the full form has twenty of them and longer faults.
describe("ingestion under faults", () => {
  faultTests("short form", [newSeed()], { factor: 1 });
});
