import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { NamingRequest } from "./auto-name.ts";
import { readConfiguration, type ProviderConfiguration } from "./configuration.ts";
import type { Components } from "./construct/index.ts";
import type { PropertyChange } from "./diff.ts";
import { invoke } from "./invokes/index.ts";
import type { Account, Properties } from "./resource-type.ts";
import type { Resources, Subject } from "./resources.ts";
import { containsUnknown, isObject, openSecrets, sameValue, sealSecrets, withoutUndefined } from "./values.ts";

const { Kind } = messages.PropertyDiff;
const { DiffChanges } = messages.DiffResponse;

const kinds = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

/** What the protocol calls are answered with. */
export interface ServiceParts {
  readonly resources: Resources;
  readonly components: Components;
  readonly account: Account;
  /** Ends calls that would wait for ever. */
  readonly cancel: () => void;
}

/**
 * The provider protocol (pulumi/pulumi, proto/pulumi/provider.proto) over plain properties.
 *
 * The engine connects once for each provider resource and says in no later call which one it means, so configurations
 * are kept by connection.
 */
export function providerService(parts: ServiceParts): UntypedServiceImplementation {
  const { resources, components, account } = parts;
  const byConnection = new Map<string, ProviderConfiguration>();
  let configuration = readConfiguration({}, account);
  const subjectOf = (call: { request: { getUrn(): string }; getPeer(): string }): Subject => ({
    urn: call.request.getUrn(),
    configuration: byConnection.get(call.getPeer()) ?? configuration,
  });

  return {
    handshake: unary((call: Call<messages.ProviderHandshakeRequest>) => {
      components.attach(call.request.getEngineAddress());
      const response = new messages.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    attach: unary((call: Call<plugin.PluginAttach>) => {
      components.attach(call.request.getAddress());
      return new empty.Empty();
    }),
    getPluginInfo: unary(() => {
      const response = new plugin.PluginInfo();
      // Packages of any version share this server; the engine warns about one that is older than the program asks for.
      response.setVersion("999.0.0");
      return response;
    }),
    getSchema: unary(() => new messages.GetSchemaResponse().setSchema("{}")),
    checkConfig: unary((call: Call<messages.CheckRequest>) => {
      const response = new messages.CheckResponse();
      response.setInputs(call.request.getNews());
      return response;
    }),
    diffConfig: unary((call: Call<messages.DiffRequest>) => {
      const { plain: olds } = read(call.request.getOldInputs() ?? call.request.getOlds());
      const { plain: news } = read(call.request.getNews());
      const response = new messages.DiffResponse();
      response.setChanges(sameValue(olds, news) ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME);
      return response;
    }),
    configure: unary((call: Call<messages.ConfigureRequest>) => {
      const { plain } = read(call.request.getArgs());
      const own = readConfiguration(plain, account);
      byConnection.set(call.getPeer(), own);
      // The default `aws` provider speaks for packages that have no account of their own (awsx, eks).
      if ("region" in plain) configuration = own;
      const response = new messages.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setAcceptresources(true);
      response.setSupportspreview(true);
      response.setSupportsAutonamingConfiguration(true);
      return response;
    }),
    check: unary(async (call: Call<messages.CheckRequest>) => {
      const { request } = call;
      const olds = read(request.getOlds()).plain;
      const { plain: news, secrets } = read(request.getNews());
      const seed = request.getRandomseed_asU8();
      const checked = await resources.check(subjectOf(call), { olds, news }, { seed, proposed: proposedName(request) });
      const response = new messages.CheckResponse();
      response.setInputs(write(checked.inputs, secrets));
      for (const failure of checked.failures) {
        response.addFailures(new messages.CheckFailure().setProperty(failure.property).setReason(failure.reason));
      }
      return response;
    }),
    diff: unary(async (call: Call<messages.DiffRequest>) => {
      const { request } = call;
      const olds = read(request.getOldInputs() ?? request.getOlds()).plain;
      const changes = await resources.diff(subjectOf(call), olds, read(request.getNews()).plain);
      return diffResponse(changes.filter((change) => !ignored(change.path, request.getIgnorechangesList())));
    }),
    create: unary(async (call: Call<messages.CreateRequest>) => {
      const { plain, secrets } = read(call.request.getProperties());
      const created = await resources.create(subjectOf(call), plain, call.request.getPreview());
      return new messages.CreateResponse().setId(created.id).setProperties(write(created.outputs, secrets));
    }),
    read: unary(async (call: Call<messages.ReadRequest>) => {
      const state = read(call.request.getProperties());
      const inputs = read(call.request.getInputs());
      const known = { outputs: state.plain, inputs: inputs.plain };
      const found = await resources.read(subjectOf(call), call.request.getId(), known);
      const response = new messages.ReadResponse();
      if (found === undefined) return response;
      response.setId(found.id);
      response.setProperties(write(found.outputs, state.secrets));
      response.setInputs(write(found.inputs, inputs.secrets));
      return response;
    }),
    update: unary(async (call: Call<messages.UpdateRequest>) => {
      const { request } = call;
      const state = read(request.getOlds());
      const news = read(request.getNews());
      const outputs = await resources.update(subjectOf(call), request.getId(), {
        state: state.plain,
        olds: read(request.getOldInputs()).plain,
        news: news.plain,
        preview: request.getPreview(),
      });
      return new messages.UpdateResponse().setProperties(write(outputs, news.secrets));
    }),
    delete: unary(async (call: Call<messages.DeleteRequest>) => {
      await resources.delete(subjectOf(call), call.request.getId(), read(call.request.getProperties()).plain);
      return new empty.Empty();
    }),
    invoke: unary((call: Call<messages.InvokeRequest>) => {
      const { plain, secrets } = read(call.request.getArgs());
      const response = new messages.InvokeResponse();
      if (containsUnknown(plain)) return response;
      const result = invoke(call.request.getTok(), plain, byConnection.get(call.getPeer()) ?? configuration);
      return response.setReturn(write(result, secrets.size === 0 ? secrets : new Set(Object.keys(result))));
    }),
    construct: unary((call: Call<messages.ConstructRequest>) => components.construct(call.request)),
    call: unary((call: Call<messages.CallRequest>) => components.call(call.request)),
    cancel: unary(() => {
      parts.cancel();
      return new empty.Empty();
    }),
  };
}

type Call<Request> = ServerUnaryCall<Request, unknown>;

/** Turns what a handler returns or throws into a reply; the engine shows an error's `details` to the user. */
function unary<Request, Response>(handle: (call: Call<Request>) => Response | Promise<Response>) {
  return (call: Call<Request>, callback: sendUnaryData<Response>): void => {
    // Started in a promise, so that a throw before the first await is a reply as well.
    Promise.resolve()
      .then(() => handle(call))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(asServiceError(error));
        },
      );
  };
}

/** gRPC's code for "unknown", which the engine treats as the provider's own error. */
const unknownCode = 2;

function asServiceError(error: unknown): { code: number; details: string; metadata?: never } {
  if (isObject(error) && typeof error.code === "number" && "metadata" in error) {
    // Made for gRPC by the component server: it carries which properties were wrong.
    return error as { code: number; details: string };
  }
  return { code: unknownCode, details: error instanceof Error ? error.message : String(error) };
}

function read(properties: struct.Struct | undefined): { plain: Properties; secrets: ReadonlySet<string> } {
  return openSecrets(properties?.toJavaScript() ?? {});
}

function write(properties: Properties, secrets: ReadonlySet<string>): struct.Struct {
  // A protocol Struct holds JSON; withoutUndefined leaves nothing else.
  return struct.Struct.fromJavaScript(withoutUndefined(sealSecrets(properties, secrets)) as Record<string, never>);
}

function proposedName(request: messages.CheckRequest): NamingRequest["proposed"] {
  const { Mode } = messages.CheckRequest.AutonamingOptions;
  const naming = request.getAutonaming();
  if (naming === undefined) return undefined;
  return naming.getMode() === Mode.DISABLE ? "disabled" : { name: naming.getProposedName() };
}

/** Whether a path is one the program asked to ignore, or inside one. */
function ignored(path: string, patterns: readonly string[]): boolean {
  return patterns.some(
    (pattern) => path === pattern || path.startsWith(`${pattern}.`) || path.startsWith(`${pattern}[`),
  );
}

function diffResponse(changes: readonly PropertyChange[]): messages.DiffResponse {
  const response = new messages.DiffResponse();
  response.setChanges(changes.length === 0 ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME);
  response.setHasdetaileddiff(true);
  for (const { path, kind, replaces } of changes) {
    const change = new messages.PropertyDiff().setInputdiff(true).setKind(kinds[kind][replaces ? 1 : 0]);
    response.getDetaileddiffMap().set(path, change);
    response.addDiffs(topLevel(path));
    if (replaces) response.addReplaces(topLevel(path));
  }
  return response;
}

function topLevel(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}
