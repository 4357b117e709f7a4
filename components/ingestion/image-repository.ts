import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { physicalName, type Place } from "../naming.ts";

export interface ImageRepositoryArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /** What its images are of; the repository is named `<environment>-<what>`. */
  readonly what: string;
  /** KMS key that encrypts the images; ECR keeps a grant on it. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Whether a destroy may delete the images. */
  readonly deleteDataOnDestroy: boolean;
  /**
   * Number of tagged images that are kept, the newest; one that runs must be among them.
   * @default 50
   */
  readonly keepImages?: number;
}

/** Days after which a layer that no tag names is deleted. */
const untaggedDays = 7;

/** An ECR repository: a tag never moves, every push is scanned, our key encrypts, old images go. */
export class ImageRepository extends pulumi.ComponentResource {
  readonly repositoryName: string;
  /** `<account>.dkr.ecr.<region>.amazonaws.com/<name>`, known before the repository exists. */
  readonly url: string;

  constructor(name: string, args: ImageRepositoryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:ingestion:ImageRepository", name, {}, opts);
    const { place, keepImages = 50 } = args;
    this.repositoryName = physicalName("ecr-repository", place, args.what);
    this.url = `${registryOf(place)}/${this.repositoryName}`;

    const repository = new aws.ecr.Repository(
      `${name}-repository`,
      {
        name: this.repositoryName,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.kmsKeyArn }],
        forceDelete: args.deleteDataOnDestroy,
      },
      { parent: this },
    );
    new aws.ecr.LifecyclePolicy(
      `${name}-lifecycle`,
      {
        repository: repository.name,
        policy: {
          rules: [
            {
              rulePriority: 1,
              description: "What no tag names any more",
              selection: {
                tagStatus: "untagged",
                countType: "sinceImagePushed",
                countUnit: "days",
                countNumber: untaggedDays,
              },
              action: { type: "expire" },
            },
            {
              rulePriority: 2,
              description: "All but the newest",
              selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keepImages },
              action: { type: "expire" },
            },
          ],
        },
      },
      { parent: this },
    );

    this.registerOutputs({ repositoryName: this.repositoryName, url: this.url });
  }

  /** Reference of an image by its tag or its digest, `sha256:…`. */
  imageOf(tagOrDigest: string): string {
    return `${this.url}${tagOrDigest.startsWith("sha256:") ? "@" : ":"}${tagOrDigest}`;
  }
}

/** The account's own registry. */
function registryOf({ accountId, region }: Place): string {
  return `${accountId}.dkr.ecr.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}
