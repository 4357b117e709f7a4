import { mustBe } from "../check.ts";
import { stackRule } from "../rule.ts";
import { linkedTo, notLinked } from "../stack-links.ts";

const lifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

export const ecrHygiene = stackRule({
  id: "ecr-hygiene",
  types: ["aws:ecr/repository:Repository"],
  what: "Images never change under their tag, are scanned when they are pushed, and go when nobody needs them.",
  why: "A tag that moves runs code that nobody reviewed; and old images keep their known holes, and cost.",
  remedy:
    'Set imageTagMutability: "IMMUTABLE" and imageScanningConfiguration: { scanOnPush: true }, and add an aws.ecr.LifecyclePolicy.',
  severity: "medium",
  level: "mandatory",
  controls: { fsbp: ["ECR.1", "ECR.2", "ECR.3"], checkov: ["CKV_AWS_51", "CKV_AWS_163"] },
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
  evaluate: (repository, stack) => {
    const policies = linkedTo(repository, stack, { types: [lifecycle], property: "repository", names: ["name", "id"] });
    return [
      ...mustBe(repository.props, "imageTagMutability", ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"]),
      ...mustBe(repository.props, "imageScanningConfiguration.scanOnPush", [true]),
      ...(policies.length > 0 ? [] : [notLinked(lifecycle, "there for every repository")]),
    ];
  },
});
