/** Tags that everything should have, but for one. */
export const ownerless = {
  Project: "event-platform",
  Environment: "dev",
  CostCenter: "4711",
  DataClass: "internal",
};

export const tagged = { ...ownerless, Owner: "data-platform" };

export const queue = "aws:sqs/queue:Queue";
export const bucket = "aws:s3/bucket:Bucket";
export const scalingGroup = "aws:autoscaling/group:Group";

/** The same tags as an Auto Scaling group takes them. */
export function listed(tags: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true }));
}

/** The properties of a type that is tagged so. */
export function taggedWith(type: string, tags: Readonly<Record<string, string>>): { readonly tags: object } {
  return { tags: type === scalingGroup ? listed(tags) : tags };
}

/** Inputs of a provider, which has objects as JSON text. */
export function providerWith(tags: object): { readonly defaultTags: string } {
  return { defaultTags: JSON.stringify({ tags }) };
}
