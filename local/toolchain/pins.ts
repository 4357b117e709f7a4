import pinned from "./pins.json" with { type: "json" };

/** Every version this repository gets for itself or asks of the machine. The only list of them. */
export const pins = pinned;

/** The language host's module is read by the engine as being of the CLI's version: both carry this one. */
export const pulumiVersion = `v${pins.pulumi.version}`;
