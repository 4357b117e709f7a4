import type messages from "@pulumi/pulumi/proto/provider_pb.js";
import { constructs as awsx } from "./awsx-vpc.ts";
import type { Component, ComponentMethod } from "./component.ts";
import { constructs as eks } from "./eks-cluster.ts";
import { callMethod, constructComponent } from "./serve.ts";

const components: Readonly<Record<string, Component>> = { ...awsx, ...eks };

const methods: Readonly<Record<string, ComponentMethod>> = {};

/** The remote components the one-machine cloud stands in for. Belongs to one engine run, whose address it keeps. */
export class Components {
  #engineAddress: string | undefined;

  /** Takes the address of the engine, for log messages of components. */
  attach(engineAddress: string): void {
    this.#engineAddress = engineAddress;
  }

  /** Makes a component and its children in the run that asks for it. */
  construct(request: messages.ConstructRequest): Promise<messages.ConstructResponse> {
    const component = components[request.getType()];
    if (component === undefined) {
      throw new Error(
        `The one-machine cloud does not stand in for the component ${request.getType()}. ` +
          `Add it to local/provider/construct/index.ts, or declare its resources directly.`,
      );
    }
    return constructComponent(request, component, this.#address());
  }

  /** Answers a method call on a component. */
  call(request: messages.CallRequest): Promise<messages.CallResponse> {
    const method = methods[request.getTok()];
    if (method === undefined) {
      throw new Error(
        `The one-machine cloud does not answer the method ${request.getTok()}. ` +
          `Add it to local/provider/construct/index.ts.`,
      );
    }
    return callMethod(request, method, this.#address());
  }

  #address(): string {
    if (this.#engineAddress === undefined) throw new Error("The engine asked for a component before it attached.");
    return this.#engineAddress;
  }
}
