// The environment's front page. Owns: nothing. Reads: every phase, and reports one that is not deployed instead of failing.
import * as pulumi from "@pulumi/pulumi";
import {
  clusterContract,
  clusterServicesContract,
  foundationContract,
  ingestionContract,
  lakeContract,
  networkContract,
  observabilityContract,
  streamingContract,
  survey,
} from "../../contracts/stacks/index.ts";
import { frontPage } from "./front-page.ts";

export default frontPage(pulumi.getStack(), {
  foundation: await survey(foundationContract),
  network: await survey(networkContract),
  cluster: await survey(clusterContract),
  "cluster-services": await survey(clusterServicesContract),
  streaming: await survey(streamingContract),
  lake: await survey(lakeContract),
  ingestion: await survey(ingestionContract),
  observability: await survey(observabilityContract),
});
