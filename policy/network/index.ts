import { type Rule } from "../rule.ts";
import { imdsv2 } from "./imdsv2.ts";
import { sgEgressAndDescription } from "./sg-egress-and-description.ts";
import { sgMskFromClients } from "./sg-msk-from-clients.ts";
import { sgNoAdminPorts } from "./sg-no-admin-ports.ts";
import { sgNoPublicIngress } from "./sg-no-public-ingress.ts";

/** Nothing is reachable that need not be. */
export const network: readonly Rule[] = [
  imdsv2,
  sgEgressAndDescription,
  sgMskFromClients,
  sgNoAdminPorts,
  sgNoPublicIngress,
];
