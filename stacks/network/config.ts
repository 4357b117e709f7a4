import { z } from "zod";
import { defaultSubnetPrefix, type SubnetPlanArgs, subnetPlanProblems } from "../../components/network/subnet-plan.ts";
import { type ConfigSection } from "../config.ts";

/** Key of the environment file that sets an argument of the subnet plan. */
const keys = {
  vpcCidr: "cidr",
  availabilityZones: "availabilityZones",
  subnetPrefix: "subnetPrefix",
} as const satisfies Record<keyof SubnetPlanArgs, string>;

export const section = {
  namespace: "network",
  schema: z
    .strictObject({
      /** IPv4 CIDR block of the VPC. */
      cidr: z.string("must be an IPv4 CIDR block like 10.0.0.0/16"),
      /** Zones in the order they were added. Append only: a zone's place in the list is its place in the VPC. */
      availabilityZones: z.array(
        z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "must be an Availability Zone like eu-central-1a"),
        "must be a list of Availability Zones like [eu-central-1a, eu-central-1b]",
      ),
      /** Prefix length of every subnet. */
      subnetPrefix: z.int("must be a prefix length like 20").default(defaultSubnetPrefix),
      /** How the app tier reaches the Internet. */
      natGateways: z.enum(["none", "single", "per-zone"], "must be none, single or per-zone"),
    })
    .superRefine(({ cidr, availabilityZones, subnetPrefix }, context) => {
      for (const { argument, message } of subnetPlanProblems({ vpcCidr: cidr, availabilityZones, subnetPrefix })) {
        context.addIssue({ code: "custom", path: [keys[argument]], message });
      }
    }),
} satisfies ConfigSection;
