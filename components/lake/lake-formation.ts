import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { listBucket, replaceObjects } from "../iam/grants/index.ts";
import { ServiceRole } from "../iam/service-role.ts";
import { bucketArn, type Place, roleArn } from "../naming.ts";
import { type LakeReader, type LakeTag, lakeTags } from "./lake-tags.ts";

export interface LakeFormationArgs {
  /** Environment, account and Region that names and ARNs are built from. */
  readonly place: Place;
  /**
   * Whether this environment owns what an account has once in a Region: Lake Formation's settings and its tags. Where
   * environments share an account, one of them does.
   */
  readonly ownsCatalog: boolean;
  /** Names of the roles that administer the lake and deploy it. */
  readonly administratorRoles: readonly string[];
  /** Roles of people that read tables by their tags. */
  readonly readers: readonly LakeReader[];
  /** Buckets whose data is given out by Lake Formation alone, and the aliases of their keys. */
  readonly locations: readonly { readonly bucketName: string; readonly keyAlias: string }[];
}

/** What the role is for that Lake Formation reads and writes data with, the last part of its name. */
export const dataAccessPurpose = "lake-data-access";

/**
 * Lake Formation in force: nobody is let in because IAM lets them, locations are registered with a role of their own,
 * readers are let in by tags.
 */
export class LakeFormation extends pulumi.ComponentResource {
  constructor(name: string, args: LakeFormationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:lake:LakeFormation", name, {}, opts);
    const { place, locations } = args;
    const catalogId = place.accountId;
    const settled = args.ownsCatalog ? ownedByOne(name, args, this) : [];

    const role = new ServiceRole(
      `${name}-data-access`,
      {
        place,
        purpose: dataAccessPurpose,
        service: ["lakeformation.amazonaws.com", "glue.amazonaws.com"],
        grants: locations.flatMap((location) => {
          const objects = { place, prefix: "", ...location };
          return [replaceObjects(objects), listBucket(objects)];
        }),
      },
      { parent: this },
    );
    for (const { bucketName } of locations) {
      const what = bucketName.slice(place.environment.length + 1, -`-${place.accountId}-${place.region}`.length);
      const registered = new aws.lakeformation.Resource(
        `${name}-${what}`,
        // Not hybrid: data of the location is open to no role that Lake Formation does not know.
        { arn: bucketArn(place, bucketName), roleArn: role.arn, hybridAccessEnabled: false },
        { parent: this, dependsOn: [role, ...settled] },
      );
      for (const administrator of args.administratorRoles) {
        // Even an administrator of the lake needs this to make a table in a registered location.
        new aws.lakeformation.Permissions(
          `${name}-${what}-${administrator}`,
          {
            principal: roleArn(place, administrator),
            permissions: ["DATA_LOCATION_ACCESS"],
            dataLocation: { arn: registered.arn, catalogId },
          },
          { parent: this },
        );
      }
    }
    for (const { role: reader, ...values } of args.readers) {
      for (const [resourceType, permissions] of readable) {
        new aws.lakeformation.Permissions(
          `${name}-${reader}-${resourceType.toLowerCase()}`,
          {
            principal: roleArn(place, reader),
            permissions: [...permissions],
            lfTagPolicy: {
              catalogId,
              resourceType,
              expressions: tagKeys.map((key) => ({ key, values: [...values[key]] })),
            },
          },
          { parent: this, dependsOn: settled },
        );
      }
    }
    this.registerOutputs({});
  }
}

const tagKeys = Object.keys(lakeTags) as readonly LakeTag[]; // a record's keys are its key type

/** What a reader may do, by what the tags are on. */
const readable = [
  ["DATABASE", ["DESCRIBE"]],
  ["TABLE", ["DESCRIBE", "SELECT"]],
] as const;

/** Version that shares by one resource policy of the account, which LF-Tags across accounts need. */
const crossAccountVersion = "4";

function ownedByOne(name: string, args: LakeFormationArgs, parent: pulumi.Resource): pulumi.Resource[] {
  const { place } = args;
  const settings = new aws.lakeformation.DataLakeSettings(
    `${name}-settings`,
    {
      admins: args.administratorRoles.map((role) => roleArn(place, role)),
      createDatabaseDefaultPermissions: [],
      createTableDefaultPermissions: [],
      parameters: { CROSS_ACCOUNT_VERSION: crossAccountVersion },
    },
    {
      parent,
      // The provider's update leaves an empty list out of its request, and what was there stays (pulumi-aws#4366). Its
      // delete sends empty lists, and its create sends none, which clears as well: so settings that somebody loosened are
      // made anew.
      replaceOnChanges: ["createDatabaseDefaultPermissions", "createTableDefaultPermissions"],
      deleteBeforeReplace: true,
    },
  );
  const tags = tagKeys.map(
    (key) =>
      new aws.lakeformation.LfTag(
        `${name}-tag-${key}`,
        { catalogId: place.accountId, key, values: [...lakeTags[key]] },
        { parent, dependsOn: settings },
      ),
  );
  return [settings, ...tags];
}
