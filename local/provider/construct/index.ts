import type { Inputs } from "@pulumi/pulumi";
import type messages from "@pulumi/pulumi/proto/provider_pb.js";
import { isObject } from "../values.ts";
import type { Component, ComponentMethod } from "./component.ts";

/** Stand-ins and methods, loaded with the first component of a process: they bring the providers' SDKs with them. */
async function loadComponents(): Promise<{
  serve: typeof import("./serve.ts");
  components: Readonly<Record<string, Component>>;
  methods: Readonly<Record<string, ComponentMethod>>;
}> {
  const [serve, awsx, eks, { getKubeconfig }] = await Promise.all([
    import("./serve.ts"),
    import("./awsx-vpc.ts"),
    import("./eks-cluster.ts"),
    import("./kubeconfig.ts"),
  ]);
  return {
    serve,
    components: { ...awsx.constructs, ...eks.constructs },
    methods: { "eks:index:Cluster/getKubeconfig": getKubeconfig },
  };
}

/** The remote components the one-machine cloud stands in for, as one engine run sees them. */
export class Components {
  #engineAddress: string | undefined;
  readonly #states = new Map<string, Inputs>();

  /** Takes the address of the engine, to which components log. */
  attach(engineAddress: string): void {
    this.#engineAddress = engineAddress;
  }

  /** Makes a component and its children in the run that asks for it. */
  async construct(request: messages.ConstructRequest): Promise<messages.ConstructResponse> {
    const { serve, components } = await loadComponents();
    const component = components[request.getType()];
    if (component === undefined) {
      throw new Error(
        `The one-machine cloud does not stand in for the component ${request.getType()}. ` +
          `Add it to local/provider/construct/, or declare its resources directly.`,
      );
    }
    return serve.constructComponent(request, component, this.#address(), (urn, state) => this.#states.set(urn, state));
  }

  /** Answers a method call on a component made earlier in the run. */
  async call(request: messages.CallRequest): Promise<messages.CallResponse> {
    const { serve, methods } = await loadComponents();
    const method = methods[request.getTok()];
    if (method === undefined) {
      throw new Error(
        `The one-machine cloud does not answer the method ${request.getTok()}. ` +
          `Add it to local/provider/construct/.`,
      );
    }
    const self: unknown = request.getArgs()?.toJavaScript().__self__;
    const urn = isObject(self) ? self.urn : undefined;
    const state = typeof urn === "string" ? this.#states.get(urn) : undefined;
    if (state === undefined) {
      throw new Error(`${request.getTok()} was called on a component that was not made in this run (${String(urn)}).`);
    }
    return serve.callMethod(request, { method, state }, this.#address());
  }

  #address(): string {
    if (this.#engineAddress === undefined) throw new Error("The engine asked for a component before it attached.");
    return this.#engineAddress;
  }
}
