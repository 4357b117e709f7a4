import { z } from "zod";
import { accessPolicies, accessProblems, principalPattern } from "../../components/cluster/access-entry.ts";
import { addonNames, addonVersionPattern, knownKubernetesVersions } from "../../components/cluster/addon-versions.ts";
import { instanceTypePattern, nodeSystems } from "../../components/cluster/ami-type.ts";
import { autoscalers } from "../../components/cluster/autoscalers.ts";
import { controlPlaneTiers } from "../../components/cluster/control-plane-settings.ts";
import {
  nodeGroupDefaults,
  nodeGroupProblems,
  takesAnyPod,
  taintEffects,
} from "../../components/cluster/node-group-spec.ts";
import { workloadIdentities } from "../../components/cluster/workload-identity.ts";
import { alarmSettings } from "../alarm-settings.ts";
import { type ConfigSection } from "../config.ts";

const name = z
  .string("must be a name")
  .regex(/^[a-z][a-z0-9-]{0,23}$/, "must be lower-case letters, digits and hyphens, 24 characters at most");

const zone = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/, "must be an Availability Zone like eu-central-1a");

const cidrBlocks = z
  .array(
    z
      .cidrv4("must be an IPv4 CIDR block like 203.0.113.0/24")
      .refine((cidr) => !cidr.endsWith("/0"), "must not be the whole Internet; name the blocks of your own network"),
    "must be a list of CIDR blocks",
  )
  .default([]);

const nodeGroup = z
  .strictObject({
    /** Name of the group, once in the cluster. */
    name,
    /** EC2 instance types, all of one processor architecture. */
    instanceTypes: z.array(z.string().regex(instanceTypePattern, "must be an EC2 instance type like m7g.large")),
    /** Nodes there are at least. */
    minNodes: z.int("must be a number of nodes").min(1, "must be at least 1: add-ons need a node to run on"),
    /** Nodes there are at most. */
    maxNodes: z.int("must be a number of nodes").max(450, "must be at most 450, what EKS allows a managed node group"),
    /** Size of a node's disk, in GiB. Default: 50. */
    diskSizeGiB: z
      .int("must be a size in GiB")
      .min(20, "must be at least 20 GiB")
      .default(nodeGroupDefaults.diskSizeGiB),
    /** Operating system of the nodes. Default: al2023. */
    system: z.enum(nodeSystems, `must be one of ${nodeSystems.join(", ")}`).default(nodeGroupDefaults.system),
    /** How nodes are bought. Default: on-demand. */
    capacity: z.enum(["on-demand", "spot"], "must be on-demand or spot").default(nodeGroupDefaults.capacity),
    /** Kubernetes labels of the nodes. Default: none. */
    labels: z.record(z.string(), z.string()).default({}),
    /** Taints, which keep out pods that do not tolerate them. Default: none. */
    taints: z
      .array(
        z.strictObject({
          key: z.string("must be the taint's key").min(1),
          value: z.string().optional(),
          effect: z.enum(taintEffects, `must be one of ${taintEffects.join(", ")}`),
        }),
      )
      .default([]),
    /** Zones the nodes run in. Default: every zone of the network. */
    zones: z.array(zone, "must be a list of Availability Zones").min(1, "must name a zone, or be left out").optional(),
    /** Percentage of the nodes that an update replaces at a time. Default: 33. */
    maxUnavailablePercentage: z
      .int("must be a percentage")
      .min(1, "must be at least 1 percent")
      .max(100, "must be at most 100 percent")
      .default(nodeGroupDefaults.maxUnavailablePercentage),
    /** Release of the machine image. Default: the latest for the Kubernetes version when the group is made. */
    amiRelease: z
      .string()
      .regex(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/, "must be an AMI release like 1.34.2-20260415")
      .optional(),
  })
  .superRefine((group, context) => {
    for (const { key, message } of nodeGroupProblems(group)) {
      context.addIssue({ code: "custom", path: [key], message });
    }
  });

const access = z
  .array(
    z.strictObject({
      /** Name of the entry, once in the list. */
      name,
      /** IAM role or user that is let in. */
      principalArn: z.string().regex(principalPattern, "must be the ARN of an IAM role or user"),
      /** Access policies of EKS. Default: none. */
      policies: z
        .array(
          z.strictObject({
            policy: z.enum(accessPolicies, `must be one of ${accessPolicies.join(", ")}`),
            /** Namespaces it holds in. Default: all of the cluster. */
            namespaces: z.array(z.string().min(1)).default([]),
          }),
        )
        .default([]),
      /** Kubernetes groups that role bindings name. Default: none. */
      groups: z.array(z.string().min(1)).default([]),
    }),
    "must be a list of access entries",
  )
  .superRefine((entries, context) => {
    for (const { index, message } of accessProblems(entries)) {
      context.addIssue({ code: "custom", path: [index], message });
    }
  });

export const section = {
  namespace: "cluster",
  schema: z
    .strictObject({
      /** Kubernetes version, in quotes. */
      version: z.string().regex(/^1\.\d+$/, 'must be a Kubernetes version in quotes, for example "1.34"'),
      /** Managed node groups. */
      nodeGroups: z
        .array(nodeGroup, "must be a list of node groups")
        .refine(
          (groups) => new Set(groups.map((group) => group.name)).size === groups.length,
          "must not hold one name twice",
        ),
      /** What adds and removes nodes. Without a default: each choice changes who is in charge of the nodes. */
      autoscaler: z.enum(autoscalers, `must be one of ${autoscalers.join(", ")}`),
      /** How pods get AWS credentials. Default: pod-identity. */
      workloadIdentity: z
        .enum(workloadIdentities, `must be one of ${workloadIdentities.join(", ")}`)
        .default("pod-identity"),
      /** Who may use the Kubernetes API; without entries whoever creates the cluster is its administrator. */
      access: access.default([]),
      /** CIDR blocks the API server answers over the Internet. Default: none, it answers inside the VPC only. */
      publicAccessCidrs: cidrBlocks,
      /** CIDR blocks outside the VPC, of a VPN or a peered network, that may reach the private endpoint. Default: none. */
      privateAccessCidrs: cidrBlocks,
      /** Versions of add-ons. Default: those of components/cluster/addon-versions.ts for the Kubernetes version. */
      addonVersions: z
        .partialRecord(
          z.enum(addonNames, `must be one of ${addonNames.join(", ")}`),
          z.string().regex(addonVersionPattern, "must be a version of an EKS add-on like v1.21.1-eksbuild.7"),
        )
        .default({}),
      /** Whether Container Insights sends metrics of nodes and pods to CloudWatch. Default: true. */
      containerInsights: z.boolean("must be true or false").default(true),
      /** Whether Amazon Application Recovery Controller may shift traffic away from an impaired zone. Default: true. */
      zonalShift: z.boolean("must be true or false").default(true),
      /** How long a version is kept: EXTENDED costs six times as much after 14 months. Default: STANDARD. */
      supportType: z.enum(["STANDARD", "EXTENDED"], "must be STANDARD or EXTENDED").default("STANDARD"),
      /** Control plane capacity that is held ready. Default: standard. */
      controlPlaneTier: z.enum(controlPlaneTiers, `must be one of ${controlPlaneTiers.join(", ")}`).default("standard"),
      /** Alarms left out and thresholds moved. Default: none. */
      alarms: alarmSettings,
    })
    .superRefine(({ version, addonVersions, nodeGroups, autoscaler }, context) => {
      if (
        !knownKubernetesVersions.includes(version) &&
        addonNames.some((addon) => addonVersions[addon] === undefined)
      ) {
        const known = knownKubernetesVersions.join(", ");
        const message = `must be one of ${known}, or cluster:addonVersions must name the version of every add-on`;
        context.addIssue({ code: "custom", path: ["version"], message });
      }
      if (autoscaler !== "auto-mode" && !nodeGroups.some(takesAnyPod)) {
        const message = "must hold at least one group without taints: add-ons need nodes to run on";
        context.addIssue({ code: "custom", path: ["nodeGroups"], message });
      }
    }),
} satisfies ConfigSection;
