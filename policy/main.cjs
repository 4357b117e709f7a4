/* global module -- CommonJS, because Pulumi's runner loads it with require(). */
// Entry for `--policy-pack <directory>`. That runner hooks ts-node into require(); import() leaves the pack to Node.
module.exports = import("./pack.ts");
