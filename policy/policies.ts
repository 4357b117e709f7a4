import type * as sdk from "@pulumi/policy";
import { type Exemption, exemptionOf, exemptionsSchema } from "./exemption.ts";
import { message } from "./message.ts";
import {
  type Controls,
  type Finding,
  type Resource,
  type ResourceRule,
  type Rule,
  settingsOf,
  type StackResource,
  type StackRule,
  type Theme,
} from "./rule.ts";

/** Configuration of one rule, beside the SDK's own `enforcementLevel`. */
interface RuleConfig extends Readonly<Record<string, unknown>> {
  readonly exemptions?: readonly Exemption[];
  /** Level at which a finding is reported that the rule could not decide. */
  readonly undecided?: "advisory" | "mandatory";
}

function configSchemaOf({ settings = {} }: Rule): sdk.PolicyConfigSchema {
  const own = Object.entries(settings).map(([name, { what, schema }]) => [name, { description: what, ...schema }]);
  return {
    properties: {
      exemptions: exemptionsSchema,
      undecided: { type: "string", enum: ["advisory", "mandatory"] },
      ...(Object.fromEntries(own) as sdk.PolicyConfigSchema["properties"]),
    },
  };
}

/** A rule as the policy SDK serves it. */
export function policyOf(rule: Rule, theme: Theme): sdk.ResourceValidationPolicy | sdk.StackValidationPolicy {
  const policy = {
    name: rule.id,
    displayName: rule.id.replaceAll("-", " "),
    description: rule.what,
    enforcementLevel: rule.level,
    severity: rule.severity,
    framework: frameworkOf(rule.controls, rule.url),
    tags: [theme, ...(rule.typesInWords === undefined ? rule.types : [])],
    remediationSteps: rule.remedy,
    url: rule.url,
    configSchema: configSchemaOf(rule),
  };
  return rule.kind === "resource"
    ? { ...policy, validateResource: resourceValidation(rule) }
    : { ...policy, validateStack: stackValidation(rule) };
}

function resourceValidation(rule: ResourceRule): sdk.ResourceValidation {
  const types = new Set<string>(rule.types);
  const reason = `only ${rule.typesInWords ?? rule.types.join(", ")}`;
  const validate: sdk.ResourceValidation = (args, report) => {
    if (!types.has(args.type)) args.notApplicable(reason);
    const config: RuleConfig = args.getConfig();
    const findings = rule.evaluate(resourceOf(args), settingsOf(rule, config));
    reportAll({ rule, urn: args.urn, config, report }, findings);
  };
  const [only, ...others] = rule.types;
  // The SDK skips a function marked with another type before it unpacks the properties, which is most of a rule's cost.
  return others.length === 0 ? Object.assign(validate, { __pulumiType: only }) : validate;
}

function stackValidation(rule: StackRule): sdk.StackValidation {
  const types = new Set<string>(rule.types);
  const reason = `no ${rule.typesInWords ?? rule.types.join(", ")} in this stack`;
  return (args, report) => {
    if (!args.resources.some(({ type }) => types.has(type))) args.notApplicable(reason);
    const stack = args.resources.map(stackResource);
    const config: RuleConfig = args.getConfig();
    for (const resource of stack.filter(({ type }) => types.has(type))) {
      const findings = rule.evaluate(resource, stack, settingsOf(rule, config));
      reportAll({ rule, urn: resource.urn, config, report }, findings);
    }
  };
}

function resourceOf(args: sdk.ResourceValidationArgs | sdk.PolicyResource): Resource {
  const { type, urn, name, props } = args;
  return { type, urn, name, props, protect: args.opts.protect, provider: args.provider?.props };
}

function stackResource(resource: sdk.PolicyResource): StackResource {
  const propertyDependencies = Object.fromEntries(
    Object.entries(resource.propertyDependencies).map(([property, on]) => [property, on.map((other) => other.urn)]),
  );
  return { ...resourceOf(resource), propertyDependencies };
}

interface Report {
  readonly rule: Rule;
  readonly urn: string;
  readonly config: RuleConfig;
  readonly report: sdk.ReportViolation;
}

/**
 * A violation with its own level. The SDK takes one where its types ask for the text alone (`makeReportViolationFun` in
 * its server.js); with the text alone a finding could not stay below its rule's level.
 */
interface Violation {
  readonly message: string;
  readonly urn: string;
  readonly enforcementLevel?: "advisory" | "mandatory";
}

function reportAll({ rule, urn, config, report }: Report, findings: readonly Finding[]): void {
  const today = new Date().toISOString().slice(0, 10);
  for (const finding of findings) {
    const exemption = exemptionOf(finding, urn, config.exemptions ?? [], today);
    const violation: Violation = {
      message: message(rule, finding, exemption),
      urn,
      enforcementLevel: exemption ? "advisory" : levelOf(finding, config),
    };
    report(violation as unknown as string); // see Violation
  }
}

/** Level of a finding; undefined where it is the rule's own, which configuration may have changed. */
function levelOf(finding: Finding, config: RuleConfig): "advisory" | "mandatory" | undefined {
  if (finding.level) return finding.level;
  return finding.outcome === "undecided" ? (config.undecided ?? "advisory") : undefined;
}

function frameworkOf({ fsbp = [], cis = [] }: Controls, url: string): sdk.PolicyComplianceFramework {
  const [name, version, ids] =
    fsbp.length > 0
      ? ["AWS Foundational Security Best Practices", "1.0.0", fsbp]
      : cis.length > 0
        ? ["CIS AWS Foundations Benchmark", "7.0.0", cis]
        : ["Event platform house rules", "1.0.0", []];
  return { name, version, reference: ids.join(", ") || "house rule", specification: url };
}
