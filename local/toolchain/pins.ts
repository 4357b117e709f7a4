import pinned from "./pins.json" with { type: "json" };

/** Every version this repository gets for itself or asks of the machine. The only list of them. */
export const pins = pinned;

/** Stamped into the CLI and the language host alike: they are built to be used together. */
export const pulumiVersion = `v${pins.pulumi.version}`;
