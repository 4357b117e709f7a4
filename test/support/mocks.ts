import * as pulumi from "@pulumi/pulumi";

/** What the engine was asked to register, with inputs resolved. */
export interface MockedResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Provider reference, `urn::id`, when one was given. */
  readonly provider: string | undefined;
}

export interface MockOptions {
  /** Pulumi project, which is the phase. @default "network" */
  readonly project?: string;
  /** Stack, which is the environment. @default "test" */
  readonly stack?: string;
  /** Runs as a preview: computed outputs are unknown. @default false */
  readonly preview?: boolean;
  /** Outputs of a resource type beyond its inputs; also how remote components get theirs. */
  readonly outputs?: Readonly<
    Record<string, (inputs: Record<string, unknown>, name: string) => Record<string, unknown>>
  >;
  /** Results of invokes by token, for example `aws:eks/getAddonVersion:getAddonVersion`. */
  readonly invokes?: Readonly<Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>>>;
}

export interface Mocks {
  readonly resources: readonly MockedResource[];
  /** Waits until everything that was constructed is registered. The last call of a test: nothing may follow it. */
  settle(): Promise<void>;
  /** Resources of one type. */
  ofType(type: string): readonly MockedResource[];
  /** The one resource of a type, or of a type and name. Throws with what there is. */
  one(type: string, name?: string): MockedResource;
}

const defaults = { project: "network", stack: "test", preview: false } as const;

/** Forms of ID that contracts check for. */
const idPrefixes: Readonly<Record<string, string>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": "lt-",
  "aws:ec2/routeTable:RouteTable": "rtb-",
  "aws:ec2/securityGroup:SecurityGroup": "sg-",
  "aws:ec2/subnet:Subnet": "subnet-",
  "aws:ec2/vpc:Vpc": "vpc-",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "vpce-",
};

/**
 * Answers for engine and providers in this process. Call it before the first resource of each test.
 *
 * Mocks alone never see parents, options or name collisions: pass a {@link recorder} as well.
 */
export function installMocks(options: MockOptions = {}): Mocks {
  const resources: MockedResource[] = [];
  // `setMocks` is async in its signature only; it has done its work when it returns.
  void pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs, provider }) {
        const given = inputs as Record<string, unknown>; // the SDK types inputs as any
        resources.push({ type, name, inputs: given, provider });
        const id = `${idPrefixes[type] ?? ""}${name}`;
        const arn = `arn:aws:${serviceOf(type)}:eu-central-1:111111111111:${name}`;
        return { id, state: { name, arn, ...given, ...options.outputs?.[type]?.(given, name) } };
      },
      call({ token, inputs }) {
        const answer = options.invokes?.[token];
        if (answer === undefined) {
          throw new Error(`The test gives no answer to the invoke ${token}; add it to installMocks({ invokes }).`);
        }
        return answer(inputs as Record<string, unknown>); // the SDK types inputs as any
      },
    },
    options.project ?? defaults.project,
    options.stack ?? defaults.stack,
    options.preview ?? defaults.preview,
  );
  const ofType = (type: string): readonly MockedResource[] => resources.filter((resource) => resource.type === type);
  return {
    resources,
    settle: () => pulumi.runtime.disconnect(),
    ofType,
    one(type, name) {
      const [found, ...more] = ofType(type).filter((resource) => name === undefined || resource.name === name);
      if (found === undefined || more.length > 0) {
        const there = resources.map((resource) => `  ${resource.type} ${resource.name}`);
        throw new Error(`Not exactly one ${type} ${name ?? ""}; there is:\n${there.join("\n")}`);
      }
      return found;
    },
  };
}

/** `aws:kms/key:Key` -> `kms` */
function serviceOf(type: string): string {
  return type.split(":")[1]?.split("/")[0] ?? type;
}
