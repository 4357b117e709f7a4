import { Ground } from "./ground.ts";

let shared: Promise<Ground> | undefined;

/** The ground of this process, prepared when first asked for. Call in a `before` hook with a generous timeout. */
export function sharedGround(): Promise<Ground> {
  shared ??= Ground.prepare();
  return shared;
}

after("stops the brokers of the failure suite", async function () {
  this.timeout(60_000);
  await (await shared)?.dispose();
});
