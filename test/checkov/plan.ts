import { type TypeDeclaration } from "../../local/provider/declarations/declaration.ts";
import { type PlannedResource } from "./planned.ts";
import { type TerraformType, type TerraformValues, translate } from "./translate.ts";

/** A resource that has a place in a Terraform plan. */
export interface TerraformResource {
  /** Pulumi's URN. */
  readonly urn: string;
  /** `<type>.<name>`, unique in the plan. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly values: TerraformValues;
  /** Addresses that the value of an attribute comes from. */
  readonly references: Readonly<Record<string, readonly string[]>>;
}

/** How to translate a type: its row, and what the SDK declares. */
export interface Translator {
  readonly row: TerraformType;
  readonly declaration: TypeDeclaration;
}

/** Translates the resources of one environment, with the references between them. */
export function terraformResources(
  planned: readonly PlannedResource[],
  translatorOf: (type: string) => Translator | undefined,
): readonly TerraformResource[] {
  const translatable = planned.flatMap((resource) => {
    const translator = translatorOf(resource.type);
    return translator === undefined ? [] : [{ resource, translator }];
  });
  const names = uniqueNames(translatable.map(({ resource }) => resource));
  const addressOf = new Map(
    translatable.map(({ resource: { urn }, translator }) => [urn, `${translator.row.type}.${names.get(urn) ?? ""}`]),
  );
  const owners = ownersOf(translatable.map(({ resource }) => resource));
  return translatable.map(({ resource, translator }) => {
    const { urn, inputs } = resource;
    const references = Object.entries(inputs).flatMap(([key, value]) => {
      // Services take a log group as `<arn>:*`.
      const from = new Set([
        ...(resource.dependencies[key] ?? []),
        ...textsIn(value).map((text) => owners.get(text.replace(/:\*$/, ""))),
      ]);
      const addresses = [...from].flatMap((one) => (one === urn ? [] : (addressOf.get(one ?? "") ?? [])));
      // A value is named as Terraform names it: the key of what this one property translates to.
      const [attribute = key] = Object.keys(
        translate({ [key]: value }, translator.declaration, { ...translator.row, nulls: [] }),
      );
      return addresses.length === 0 ? [] : [[attribute, addresses] as const];
    });
    return {
      urn,
      address: addressOf.get(urn) ?? "",
      type: translator.row.type,
      name: names.get(urn) ?? "",
      values: translate(inputs, translator.declaration, translator.row),
      references: Object.fromEntries(references),
    };
  });
}

/** Names by URN, which tells apart what has the same logical name below different parents. */
function uniqueNames(resources: readonly PlannedResource[]): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  return new Map(
    resources.map(({ urn, type, phase, name }) => {
      const wanted = `${phase}-${name}`.replaceAll(/[^\w-]/g, "-");
      const count = (taken.get(`${type} ${wanted}`) ?? 0) + 1;
      taken.set(`${type} ${wanted}`, count);
      return [urn, count === 1 ? wanted : `${wanted}-${count}`];
    }),
  );
}

/** IDs that AWS hands out and nobody else has: `sg-` and 17 hexadecimal digits, or a UUID. Other IDs are names. */
const distinctive = /^(?:arn:.*|[a-z]+-[0-9a-f]{17}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** URNs by ID and ARN. The first to have an ID owns it: the versioning of a bucket has the bucket's. */
function ownersOf(resources: readonly PlannedResource[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const { urn, id, arn = "" } of resources) {
    for (const text of [id, arn]) {
      if (distinctive.test(text) && !owners.has(text)) {
        owners.set(text, urn);
      }
    }
  }
  return owners;
}

/** All texts in a value, at any depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The plan as `terraform show -json` writes it: https://developer.hashicorp.com/terraform/internals/json-format */
export function terraformPlan(resources: readonly TerraformResource[]): unknown {
  const common = resources.map((resource) => ({
    resource,
    head: { address: resource.address, mode: "managed", type: resource.type, name: resource.name },
  }));
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: {
      root_module: { resources: common.map(({ head, resource: { values } }) => ({ ...head, values })) },
    },
    resource_changes: common.map(({ head, resource: { values } }) => ({
      ...head,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: {
      root_module: {
        resources: common.map(({ head, resource: { references } }) => ({
          ...head,
          expressions: Object.fromEntries(
            Object.entries(references).map(([attribute, addresses]) => [attribute, { references: addresses }]),
          ),
        })),
      },
    },
  };
}
