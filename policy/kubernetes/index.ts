import { type Rule } from "../rule.ts";
import { k8sDropAll } from "./k8s-drop-all.ts";
import { k8sImagePinned } from "./k8s-image-pinned.ts";
import { k8sIngressTls } from "./k8s-ingress-tls.ts";
import { k8sNamespacePss } from "./k8s-namespace-pss.ts";
import { k8sNetpolPdb } from "./k8s-netpol-pdb.ts";
import { k8sNoEscalation } from "./k8s-no-escalation.ts";
import { k8sNoHostAccess } from "./k8s-no-host-access.ts";
import { k8sNoPrivileged } from "./k8s-no-privileged.ts";
import { k8sNoPublicLb } from "./k8s-no-public-lb.ts";
import { k8sNonroot } from "./k8s-nonroot.ts";
import { k8sRbacLeast } from "./k8s-rbac-least.ts";
import { k8sReadonlyRootfs } from "./k8s-readonly-rootfs.ts";
import { k8sResourcesAndProbes } from "./k8s-resources-and-probes.ts";
import { k8sSeccomp } from "./k8s-seccomp.ts";
import { k8sSecretsNotEnv } from "./k8s-secrets-not-env.ts";
import { k8sServiceAccount } from "./k8s-service-account.ts";

/** Workloads get what they need of the cluster and of the node, and nothing else. */
export const kubernetes: readonly Rule[] = [
  k8sDropAll,
  k8sImagePinned,
  k8sIngressTls,
  k8sNamespacePss,
  k8sNetpolPdb,
  k8sNoEscalation,
  k8sNoHostAccess,
  k8sNoPrivileged,
  k8sNoPublicLb,
  k8sNonroot,
  k8sRbacLeast,
  k8sReadonlyRootfs,
  k8sResourcesAndProbes,
  k8sSeccomp,
  k8sSecretsNotEnv,
  k8sServiceAccount,
];
