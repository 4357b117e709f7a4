import * as pulumi from "@pulumi/pulumi";
import { isObject } from "../values.ts";
import type { ComponentMethod } from "./component.ts";

/** `eks:index:Cluster/getKubeconfig`: the cluster's kubeconfig, for an AWS profile or a role to assume. */
export const getKubeconfig: ComponentMethod = (args, state) => {
  const result = pulumi
    .all([args.profileName, args.roleArn, state.kubeconfig])
    .apply(([profileName, roleArn, kubeconfig]: unknown[]) => {
      const config: unknown = structuredClone(kubeconfig);
      for (const exec of execsOf(config)) {
        if (typeof roleArn === "string" && Array.isArray(exec.args)) exec.args.push("--role", roleArn);
        if (typeof profileName === "string") exec.env = [{ name: "AWS_PROFILE", value: profileName }];
      }
      return JSON.stringify(config);
    });
  return Promise.resolve({ outputs: { result } });
};

/** The commands that fetch a token, one for each user of a kubeconfig. */
function execsOf(kubeconfig: unknown): Record<string, unknown>[] {
  const users: unknown[] = isObject(kubeconfig) && Array.isArray(kubeconfig.users) ? kubeconfig.users : [];
  return users.flatMap((entry) => {
    const user = isObject(entry) ? entry.user : undefined;
    const exec = isObject(user) ? user.exec : undefined;
    return isObject(exec) ? [exec] : [];
  });
}
