/* global __dirname, module -- CommonJS, because Pulumi's runner loads it with require(). */
// Entry for `--policy-pack <directory>`. That runner hooks ts-node into require(); import() leaves the pack to Node. The
// installed package is compiled, because Node strips no types under node_modules.
module.exports = import("node:fs").then(
  ({ existsSync }) => import(existsSync(`${__dirname}/pack.ts`) ? "./pack.ts" : "./dist/pack.js"),
);
