import { type Rule } from "../rule.ts";
import { albHardening } from "./alb-hardening.ts";
import { apiHasAuth } from "./api-has-auth.ts";
import { dbNotPublic } from "./db-not-public.ts";
import { defaultSgClosed } from "./default-sg-closed.ts";
import { ecsNoPublicIp } from "./ecs-no-public-ip.ts";
import { edgeWaf } from "./edge-waf.ts";
import { eksEndpointPrivate } from "./eks-endpoint-private.ts";
import { eksNodeNoSsh } from "./eks-node-no-ssh.ts";
import { emrBlockPublic } from "./emr-block-public.ts";
import { imdsv2 } from "./imdsv2.ts";
import { mskNotPublic } from "./msk-not-public.ts";
import { mwaaPrivate } from "./mwaa-private.ts";
import { naclNoAdminIngress } from "./nacl-no-admin-ingress.ts";
import { noDefaultVpc } from "./no-default-vpc.ts";
import { opensearchInVpc } from "./opensearch-in-vpc.ts";
import { sgEgressAndDescription } from "./sg-egress-and-description.ts";
import { sgMskFromClients } from "./sg-msk-from-clients.ts";
import { sgNoAdminPorts } from "./sg-no-admin-ports.ts";
import { sgNoPublicIngress } from "./sg-no-public-ingress.ts";
import { subnetNoPublicIp } from "./subnet-no-public-ip.ts";
import { vpcEndpointsRequired } from "./vpc-endpoints-required.ts";
import { vpcFlowLogs } from "./vpc-flow-logs.ts";

/** Nothing is reachable that need not be. */
export const network: readonly Rule[] = [
  albHardening,
  apiHasAuth,
  dbNotPublic,
  defaultSgClosed,
  ecsNoPublicIp,
  edgeWaf,
  eksEndpointPrivate,
  eksNodeNoSsh,
  emrBlockPublic,
  imdsv2,
  mskNotPublic,
  mwaaPrivate,
  naclNoAdminIngress,
  noDefaultVpc,
  opensearchInVpc,
  sgEgressAndDescription,
  sgMskFromClients,
  sgNoAdminPorts,
  sgNoPublicIngress,
  subnetNoPublicIp,
  vpcEndpointsRequired,
  vpcFlowLogs,
];
