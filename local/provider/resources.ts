import { withAutoName, type NamingRequest } from "./auto-name.ts";
import type { ProviderConfiguration } from "./configuration.ts";
import { checkInputs, type InputFailure } from "./declarations/check.ts";
import type { TypeDeclaration } from "./declarations/declaration.ts";
import type { Declarations } from "./declarations/index.ts";
import { diffInputs, type PropertyChange } from "./diff.ts";
import type { Operations } from "./operations.ts";
import { layer, subtract, withUnknowns } from "./layers.ts";
import { recordedId, recordedOutputs } from "./recorded.ts";
import { replacementUnknown } from "./replacement/index.ts";
import type { Created, Properties, ResourceContext, ResourceType } from "./resource-type.ts";
import type { Session } from "./session.ts";
import { rowOf } from "./types/index.ts";
import { parseToken, parseUrn } from "./urn.ts";
import { isObject, isUnknown } from "./values.ts";

/** A resource a call is about, and the configuration of the provider it goes through. */
export interface Subject {
  readonly urn: string;
  readonly configuration: ProviderConfiguration;
}

/** What a resource is now: provider ID, outputs and the inputs they correspond to. */
export interface Current {
  readonly id: string;
  readonly outputs: Properties;
  readonly inputs: Properties;
}

/** The resource half of the provider protocol, on plain properties. */
export class Resources {
  readonly #declarations: Declarations;
  readonly #session: Session;
  readonly #operations: Operations;

  constructor(parts: { declarations: Declarations; session: Session; operations: Operations }) {
    this.#declarations = parts.declarations;
    this.#session = parts.session;
    this.#operations = parts.operations;
  }

  /** Completes inputs (name, tags, JSON texts) and says what is wrong with them. */
  async check(
    subject: Subject,
    inputs: { olds: Properties; news: Properties },
    naming: Omit<NamingRequest, "name">,
  ): Promise<{ inputs: Properties; failures: InputFailure[] }> {
    const { context, row, declaration } = await this.#describe(subject, inputs.news);
    if (declaration === undefined && parseToken(context.type).pkg === "aws") {
      return { inputs: inputs.news, failures: [{ property: "", reason: undeclared(context.type) }] };
    }
    const failures = declaration === undefined ? [] : checkInputs(context.type, declaration, inputs.news);
    const named = withAutoName(inputs, { ...naming, name: context.name }, { row, declaration });
    return { inputs: withDocuments(withTags(named, subject.configuration, declaration), declaration), failures };
  }

  /** Every changed property, with the ones nobody knows enough about written to the session's report. */
  async diff(subject: Subject, olds: Properties, news: Properties): Promise<PropertyChange[]> {
    const { context, row, declaration } = await this.#describe(subject, news);
    const immutable = this.#operations.isImmutable(context.type);
    const changes = diffInputs(olds, news, { rule: row?.replacement, declaration }).map((change) =>
      immutable ? { ...change, replaces: true } : change,
    );
    if (replacementUnknown.has(context.type)) {
      for (const change of changes.filter(({ replaces }) => !replaces)) {
        this.#session.replacementUnknown(subject.urn, change.path);
      }
    }
    return changes;
  }

  /** At preview nothing is made and what AWS would compute stays unknown. */
  async create(subject: Subject, inputs: Properties, preview: boolean): Promise<Created> {
    const { context, row, declaration } = await this.#describe(subject, inputs);
    const given = withoutInternals(inputs);
    const all = tagsAll(given, declaration);
    if (preview) {
      const computed = recordedOutputs("", given, context, { row, declaration });
      return { id: "", outputs: withUnknowns(computed, { ...given, ...all }) };
    }
    const made = await this.#operations.create(context, given, () =>
      Promise.resolve({ id: recordedId(row, given, context), outputs: {} }),
    );
    const recorded = recordedOutputs(made.id, given, context, { row, declaration });
    return { id: made.id, outputs: { ...layer(recorded, given), ...all, ...made.outputs } };
  }

  /** The resource as it is now, `undefined` when it is gone. An import has no state; its inputs follow from the outputs. */
  async read(subject: Subject, id: string, known: Omit<Current, "id">): Promise<Current | undefined> {
    const { context, row, declaration } = await this.#describe(subject, known.outputs);
    const imported = Object.keys({ ...known.outputs, ...known.inputs }).length === 0;
    const state = imported
      ? { ...recordedOutputs(id, {}, context, { row, declaration }), ...nameFrom(id, row, declaration) }
      : known.outputs;
    const found = await this.#operations.read(context, id, state);
    if (found === undefined) return undefined;
    const outputs = { ...state, ...found };
    const inputs = imported ? inputsOf(outputs, declaration) : known.inputs;
    return { id, outputs, inputs: overlay(inputs, found) };
  }

  /** Outputs after a change of inputs: what AWS computed stays, whatever the inputs say is theirs. */
  async update(
    subject: Subject,
    id: string,
    change: { state: Properties; olds: Properties; news: Properties; preview: boolean },
  ): Promise<Properties> {
    const { context, row, declaration } = await this.#describe(subject, change.news);
    const given = withoutInternals(change.news);
    const outputs = {
      ...layer(subtract(change.state, change.olds), given),
      ...tagsAll(given, declaration),
      ...row?.updated?.(change.state),
    };
    if (change.preview) return outputs;
    return { ...outputs, ...(await this.#operations.update(context, { id, state: change.state, inputs: given })) };
  }

  /** Succeeds when the resource is gone already. */
  async delete(subject: Subject, id: string, state: Properties): Promise<void> {
    const { context } = await this.#describe(subject, state);
    await this.#operations.delete(context, id, state);
  }

  async #describe(
    { urn, configuration }: Subject,
    properties: Properties,
  ): Promise<{ context: ResourceContext; row: ResourceType | undefined; declaration: TypeDeclaration | undefined }> {
    const { type, name } = parseUrn(urn);
    const region = properties.region;
    const account =
      typeof region === "string" && region !== "" && !isUnknown(region)
        ? { ...configuration.account, region }
        : configuration.account;
    this.#session.sees(urn, type, properties);
    return { context: { urn, type, name, account }, row: rowOf(type), declaration: await this.#declarations.of(type) };
  }
}

function undeclared(type: string): string {
  return (
    `${type} is not declared by the installed @pulumi/aws, against which the one-machine cloud checks. ` +
    `Use a type of that version, or install the version that has it.`
  );
}

function withoutInternals(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
}

/** As the AWS provider does since v6: default tags become inputs, so that policies and diffs see them. */
function withTags(
  inputs: Properties,
  { defaultTags }: ProviderConfiguration,
  declaration: TypeDeclaration | undefined,
): Properties {
  const tags = inputs.tags;
  const tagged = declaration?.inputs.tags !== undefined && declaration.outputs.tagsAll !== undefined;
  if (!tagged || Object.keys(defaultTags).length === 0 || !(tags === undefined || isObject(tags))) return inputs;
  return { ...inputs, tags: { ...defaultTags, ...tags } };
}

function tagsAll(inputs: Properties, declaration: TypeDeclaration | undefined): Properties {
  return declaration?.outputs.tagsAll === undefined ? {} : { tagsAll: inputs.tags ?? {} };
}

/** Objects given where the SDK takes an object for a JSON text. */
function withDocuments(inputs: Properties, declaration: TypeDeclaration | undefined): Properties {
  const entries = Object.entries(inputs).map(([name, value]): [string, unknown] => [
    name,
    declaration?.inputs[name]?.shape === "document" && isObject(value) ? JSON.stringify(value) : value,
  ]);
  return Object.fromEntries(entries);
}

function nameFrom(id: string, row: ResourceType | undefined, declaration: TypeDeclaration | undefined): Properties {
  const property = row?.autoName ?? "name";
  return declaration?.inputs[property] === undefined || id.startsWith("arn:") ? {} : { [property]: id };
}

function inputsOf(outputs: Properties, declaration: TypeDeclaration | undefined): Properties {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => declaration?.inputs[name] !== undefined));
}

/** What was found, in the form the inputs have: properties nobody gave are AWS's own defaults and no drift. */
function overlay(inputs: Properties, found: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, name in found ? project(value, found[name]) : value]),
  );
}

function project(given: unknown, found: unknown): unknown {
  if (Array.isArray(given) && Array.isArray(found) && given.length === found.length) {
    return given.map((item, index) => project(item, found[index]));
  }
  if (!isObject(given) || !isObject(found)) return found;
  return Object.fromEntries(Object.keys(given).map((key) => [key, project(given[key], found[key])]));
}
