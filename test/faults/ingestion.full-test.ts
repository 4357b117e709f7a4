import { faultTests, newSeed } from "./suite.ts";

const { FAULT_RUNS = "20" } = process.env;
const first = newSeed();

// `FAULT_RUNS` seeds of every case that follow each other, and longer faults than in the short form.
describe("ingestion under faults, again and again", () => {
  const seeds = Array.from({ length: Number(FAULT_RUNS) }, (_, index) => first + index);
  faultTests("full form", seeds, { factor: 2 });
});
