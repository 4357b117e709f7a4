import { credentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";

type Properties = Record<string, unknown>;

/** A resource as a test names it. */
export interface TestResource {
  readonly type: string;
  readonly name: string;
}

/** What a diff said: each changed path with its kind (`update`, `add-replace` …). */
export interface TestDiff {
  readonly changes: Readonly<Record<string, string>>;
  readonly replaces: readonly string[];
}

const kinds = ["add", "add-replace", "delete", "delete-replace", "update", "update-replace"];

/** Speaks the provider protocol as the engine does, on plain properties. */
export class ProviderClient {
  readonly #client: services.ResourceProviderClient;

  constructor(port: number) {
    this.#client = new services.ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      // A connection of its own, as the engine makes one for each provider resource.
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  /** Configures the `aws` provider of this connection. */
  async configure(args: Properties): Promise<void> {
    const request = new messages.ConfigureRequest().setArgs(encode(args)).setAcceptsecrets(true);
    await this.#call<messages.ConfigureResponse>("configure", request);
  }

  async check(
    resource: TestResource,
    news: Properties,
    olds: Properties = {},
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }> {
    const request = new messages.CheckRequest().setUrn(urn(resource)).setNews(encode(news)).setOlds(encode(olds));
    const response = await this.#call<messages.CheckResponse>("check", request);
    return {
      inputs: decode(response.getInputs()),
      failures: response.getFailuresList().map((failure) => ({
        property: failure.getProperty(),
        reason: failure.getReason(),
      })),
    };
  }

  async diff(resource: TestResource, oldInputs: Properties, news: Properties): Promise<TestDiff> {
    const request = new messages.DiffRequest()
      .setUrn(urn(resource))
      .setOlds(encode(oldInputs))
      .setOldInputs(encode(oldInputs))
      .setNews(encode(news));
    const response = await this.#call<messages.DiffResponse>("diff", request);
    const changes = [...response.getDetaileddiffMap().entries()].map(([path, change]) => [
      path,
      kinds[change.getKind()] ?? "unknown kind",
    ]);
    return { changes: Object.fromEntries(changes) as Record<string, string>, replaces: response.getReplacesList() };
  }

  async create(
    resource: TestResource,
    inputs: Properties,
    { preview = false } = {},
  ): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest()
      .setUrn(urn(resource))
      .setProperties(encode(inputs))
      .setPreview(preview);
    const response = await this.#call<messages.CreateResponse>("create", request);
    return { id: response.getId(), outputs: decode(response.getProperties()) };
  }

  async read(
    resource: TestResource,
    id: string,
    { state = {}, inputs = {} }: { state?: Properties; inputs?: Properties } = {},
  ): Promise<{ id: string; outputs: Properties; inputs: Properties }> {
    const request = new messages.ReadRequest()
      .setUrn(urn(resource))
      .setId(id)
      .setProperties(encode(state))
      .setInputs(encode(inputs));
    const response = await this.#call<messages.ReadResponse>("read", request);
    return { id: response.getId(), outputs: decode(response.getProperties()), inputs: decode(response.getInputs()) };
  }

  async update(
    resource: TestResource,
    id: string,
    change: { state: Properties; olds: Properties; news: Properties; preview?: boolean },
  ): Promise<Properties> {
    const request = new messages.UpdateRequest()
      .setUrn(urn(resource))
      .setId(id)
      .setOlds(encode(change.state))
      .setOldInputs(encode(change.olds))
      .setNews(encode(change.news))
      .setPreview(change.preview ?? false);
    const response = await this.#call<messages.UpdateResponse>("update", request);
    return decode(response.getProperties());
  }

  async delete(resource: TestResource, id: string, state: Properties): Promise<void> {
    const request = new messages.DeleteRequest().setUrn(urn(resource)).setId(id).setProperties(encode(state));
    await this.#call<unknown>("delete", request);
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new messages.InvokeRequest().setTok(token).setArgs(encode(args));
    const response = await this.#call<messages.InvokeResponse>("invoke", request);
    return decode(response.getReturn());
  }

  close(): void {
    this.#client.close();
  }

  #call<Response>(
    method: "configure" | "check" | "diff" | "create" | "read" | "update" | "delete" | "invoke",
    request: object,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      // The generated client's methods share this form; each caller above names its own request and response.
      const send = this.#client[method].bind(this.#client) as unknown as (
        request: object,
        callback: (error: { details: string } | null, response: Response) => void,
      ) => void;
      send(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(new Error(error.details));
      });
    });
  }
}

/** The URN the client gives a resource. */
export function urn({ type, name }: TestResource): string {
  return `urn:pulumi:test::project::${type}::${name}`;
}

function encode(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, never>); // JSON is what a Struct holds
}

function decode(properties: struct.Struct | undefined): Properties {
  return properties?.toJavaScript() ?? {};
}
