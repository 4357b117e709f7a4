import { type Input, type Output } from "@pulumi/pulumi";
import { z } from "zod";
import { type Phase } from "./phases.ts";

/**
 * How much a reader may rely on an output.
 *
 * - `stable`: removed or retyped only after a release in which it was `deprecated`; a test holds it.
 * - `deprecated`: still published; names its replacement.
 * - `internal`: for one named reader of ours; may change with any commit.
 */
export type Stability = "stable" | "deprecated" | "internal";

export interface OutputDeclaration<S extends z.ZodType = z.ZodType> {
  readonly stability: Stability;
  /** One sentence: what it is, with its unit or form. */
  readonly description: string;
  readonly schema: S;
  /** What to read instead of a deprecated output. */
  readonly replacedBy?: string;
}

export type OutputDeclarations = Readonly<Record<string, OutputDeclaration>>;

/** What one phase publishes to the others. */
export interface Contract<O extends OutputDeclarations = OutputDeclarations> {
  readonly phase: Phase;
  readonly outputs: O;
}

export function defineContract<const O extends OutputDeclarations>(phase: Phase, outputs: O): Contract<O> {
  return { phase, outputs };
}

export function stable<S extends z.ZodType>(description: string, schema: S): OutputDeclaration<S> {
  return { stability: "stable", description, schema };
}

export function deprecated<S extends z.ZodType>(
  description: string,
  schema: S,
  replacedBy: string,
): OutputDeclaration<S> {
  return { stability: "deprecated", description, schema, replacedBy };
}

export function internal<S extends z.ZodType>(description: string, schema: S): OutputDeclaration<S> {
  return { stability: "internal", description, schema };
}

/** Marks a schema whose value is known before anything is deployed: names, CIDR blocks, lists that readers loop over. */
export function known<S extends z.ZodType>(schema: S) {
  return schema.meta({ known: true }).brand<"known">();
}

/** Whether a schema was marked with {@link known}. */
export function isKnown(schema: z.ZodType): boolean {
  return schema.meta()?.known === true;
}

type KnownMark = z.core.$brand<"known">;
type Leaf = string | number | boolean | null | undefined;
type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** What the publishing stack hands over: the contract's shape with an `Input` at every leaf that is not `known`. */
export type PublishedValue<T> = T extends infer V & KnownMark
  ? Frozen<V>
  : T extends Leaf
    ? Input<T>
    : T extends readonly (infer E)[]
      ? readonly PublishedValue<E>[]
      : { readonly [K in keyof T]: PublishedValue<T[K]> };

/** What a reading stack gets: plain values where the contract says `known`, an `Output` at every other leaf. */
export type ConsumedValue<T> = T extends infer V & KnownMark
  ? Frozen<V>
  : T extends Leaf
    ? Output<NonNullable<T>>
    : T extends readonly (infer E)[]
      ? readonly ConsumedValue<E>[]
      : { readonly [K in keyof T]: ConsumedValue<T[K]> };

/** What a tool gets that reads a deployed stack: every value plain. */
export type PlainValue<T> = T extends infer V & KnownMark
  ? Frozen<V>
  : T extends object
    ? { readonly [K in keyof T]: PlainValue<T[K]> }
    : T;

type SchemaType<D> = D extends OutputDeclaration<infer S> ? z.output<S> : never;

export type Published<C extends Contract> = {
  readonly [K in keyof C["outputs"]]: PublishedValue<SchemaType<C["outputs"][K]>>;
};
export type Consumed<C extends Contract> = {
  readonly [K in keyof C["outputs"]]: ConsumedValue<SchemaType<C["outputs"][K]>>;
};
export type Plain<C extends Contract> = { readonly [K in keyof C["outputs"]]: PlainValue<SchemaType<C["outputs"][K]>> };
