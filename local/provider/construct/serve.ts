import { Client } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { isObject } from "../values.ts";
import type { Component, ComponentMethod } from "./component.ts";
import { sdkInternals, type SdkInternals } from "./sdk-internals.ts";

/**
 * Serves one `Construct` call: the component's children are registered with the engine run that asks.
 *
 * @param made told the component's URN and its outputs, for later method calls
 */
export function constructComponent(
  request: messages.ConstructRequest,
  component: Component,
  engineAddress: string,
  made: (urn: string, state: pulumi.Inputs) => void,
): Promise<messages.ConstructResponse> {
  return inRun(request, engineAddress, async (sdk) => {
    const inputs = await sdk.deserializeInputs(request.getInputs(), request.getInputdependenciesMap());
    const result = await component(request.getName(), inputs, optionsOf(request, sdk));
    const urn = await known(pulumi.output(result.urn));
    made(urn, result.state);
    const response = new messages.ConstructResponse().setUrn(urn);
    const [state, dependencies] = await pulumi.runtime.serializeResourceProperties(request.getName(), result.state);
    for (const [key, resources] of dependencies) {
      const urns = new messages.ConstructResponse.PropertyDependencies().setUrnsList(await urnsOf(resources));
      response.getStatedependenciesMap().set(key, urns);
    }
    return response.setState(struct.Struct.fromJavaScript(state));
  });
}

/** Serves one `Call`: a method of a component whose outputs are `state`. */
export function callMethod(
  request: messages.CallRequest,
  { method, state }: { method: ComponentMethod; state: pulumi.Inputs },
  engineAddress: string,
): Promise<messages.CallResponse> {
  return inRun(request, engineAddress, async (sdk) => {
    const result = await method(await sdk.deserializeInputs(request.getArgs(), request.getArgdependenciesMap()), state);
    const response = new messages.CallResponse();
    const label = request.getTok();
    const answer: pulumi.Inputs = isObject(result.outputs) ? result.outputs : {};
    const [outputs, dependencies] = await pulumi.runtime.serializeResourceProperties(label, answer);
    for (const [key, resources] of dependencies) {
      const urns = new messages.CallResponse.ReturnDependencies().setUrnsList(await urnsOf(resources));
      response.getReturndependenciesMap().set(key, urns);
    }
    for (const failure of result.failures ?? []) {
      response.addFailures(new messages.CheckFailure().setProperty(failure.property).setReason(failure.reason));
    }
    return response.setReturn(struct.Struct.fromJavaScript(outputs));
  });
}

/** Which project, stack and engine a call belongs to. */
type RunRequest = Pick<
  messages.ConstructRequest & messages.CallRequest,
  | "getProject"
  | "getStack"
  | "getParallel"
  | "getMonitorendpoint"
  | "getDryrun"
  | "getOrganization"
  | "getConfigMap"
  | "getConfigsecretkeysList"
>;

/** Runs with the SDK set up for the request's engine run, and closes the run's connections at the end. */
function inRun<T>(request: RunRequest, engineAddress: string, work: (sdk: SdkInternals) => Promise<T>): Promise<T> {
  const sdk = sdkInternals();
  return sdk.withLocalStorage(async () => {
    pulumi.runtime.resetOptions(
      request.getProject(),
      request.getStack(),
      request.getParallel(),
      engineAddress,
      request.getMonitorendpoint(),
      request.getDryrun(),
      request.getOrganization(),
    );
    try {
      await sdk.awaitFeatureSupport();
      pulumi.runtime.setAllConfig(
        Object.fromEntries(request.getConfigMap().entries()),
        request.getConfigsecretkeysList(),
      );
      const response = await work(sdk);
      await sdk.waitForRPCs();
      return response;
    } finally {
      for (const client of [pulumi.runtime.getMonitor(), pulumi.runtime.getEngine()]) {
        if (client instanceof Client) client.close();
      }
    }
  });
}

function optionsOf(request: messages.ConstructRequest, sdk: SdkInternals): pulumi.ComponentResourceOptions {
  const parent = request.getParent();
  const deletedWith = request.getDeletedwith();
  return {
    aliases: request.getAliasesList().map(aliasOf),
    dependsOn: request.getDependenciesList().map((urn) => new pulumi.DependencyResource(urn)),
    protect: request.getProtect(),
    providers: Object.fromEntries(
      [...request.getProvidersMap().entries()].map(([pkg, ref]) => [pkg, new pulumi.DependencyProviderResource(ref)]),
    ),
    parent: parent === "" ? undefined : new pulumi.DependencyResource(parent),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    customTimeouts: request.getCustomtimeouts()?.toObject(),
    retainOnDelete: request.getRetainondelete(),
    hooks: sdk.hookBindingFromProto(request.getResourceHooks()),
    deletedWith: deletedWith === "" ? undefined : new pulumi.DependencyResource(deletedWith),
  };
}

type AliasMessage = ReturnType<messages.ConstructRequest["getAliasesList"]>[number];

function aliasOf(message: AliasMessage): string | pulumi.Alias {
  const spec = message.getSpec();
  if (message.hasUrn() || spec === undefined) return message.getUrn();
  const alias: pulumi.Alias = {};
  if (spec.getName() !== "") alias.name = spec.getName();
  if (spec.getType() !== "") alias.type = spec.getType();
  if (spec.getProject() !== "") alias.project = spec.getProject();
  if (spec.getStack() !== "") alias.stack = spec.getStack();
  if (spec.hasParenturn()) alias.parent = spec.getParenturn();
  else if (spec.getNoparent()) alias.parent = pulumi.rootStackResource;
  return alias;
}

function urnsOf(resources: Iterable<pulumi.Resource>): Promise<string[]> {
  return Promise.all([...resources].map((resource) => known(resource.urn)));
}

/** The value of an output that is known even at preview, as URNs are. */
function known(output: pulumi.Output<string>): Promise<string> {
  return new Promise((resolve) => {
    output.apply((value) => {
      resolve(value);
    });
  });
}
