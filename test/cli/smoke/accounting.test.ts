import assert from "node:assert/strict";
import {
  type Account,
  accountLines,
  accountProblems,
  countByType,
  type CountedType,
  typeIn,
} from "../../../cli/smoke/accounting.ts";

const whole: Account = { sent: 10, accepted: 6, quarantined: 3, refused: 1, landed: 9 };
const accountsOf = (telemetry: Account): ReadonlyMap<CountedType, Account> => new Map([["telemetry", telemetry]]);

describe("accounts of events", () => {
  it("add up when everything sent has one fate, and everything kept has one row", () => {
    assert.deepEqual(accountProblems(accountsOf(whole)), []);
  });

  it("say what is missing, and what is doubled, by type", () => {
    assert.deepEqual(accountProblems(accountsOf({ ...whole, accepted: 5 })), [
      "telemetry: 10 sent are not 5 accepted + 3 quarantined + 1 refused",
      "telemetry: 9 landed are not 5 accepted + 3 quarantined",
    ]);
    assert.deepEqual(accountProblems(accountsOf({ ...whole, landed: 10 })), [
      "telemetry: 10 landed are not 6 accepted + 3 quarantined",
    ]);
  });

  it("are shown by type, with their sum", () => {
    const accounts = new Map<CountedType, Account>([
      ["telemetry", whole],
      ["none of these", { sent: 2, accepted: 0, quarantined: 2, refused: 0, landed: 2 }],
    ]);
    assert.deepEqual(
      accountLines(accounts).map((line) => line.trim().split(/\s{2,}/)),
      [
        ["events", "sent", "accepted", "quarantined", "refused", "landed"],
        ["telemetry", "10", "6", "3", "1", "9"],
        ["none of these", "2", "0", "2", "0", "2"],
        ["all", "12", "6", "5", "1", "11"],
      ],
    );
  });

  it("count what cannot be read, or names no type, as none", () => {
    const texts = ['{"event_type": "fault"}', '{"event_type": "gossip"}', "[", "null", "7"];
    const types = texts.map((text) => typeIn(Buffer.from(text)));
    assert.deepEqual(
      [...countByType(types)],
      [
        ["fault", 1],
        ["none of these", 4],
      ],
    );
  });
});
