/** Where the message of a refused call leads. */
const message = "The organization sets this for all accounts; ask the team that owns the landing zone.";

const assign = (value: string): { readonly "@@assign": string } => ({ "@@assign": value });

/**
 * Settings of EC2 that hold in every account and that no account can change: the metadata service by session, nothing of
 * EC2 public, no way in from the internet but through subnets that are excluded on purpose.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_syntax.html
 */
export function declarativeEc2(): string {
  return JSON.stringify({
    ec2_attributes: {
      exception_message: assign(message),
      image_block_public_access: { state: assign("block_new_sharing") },
      instance_metadata_defaults: {
        http_endpoint: assign("no_preference"),
        http_put_response_hop_limit: assign("1"),
        http_tokens: assign("required"),
        instance_metadata_tags: assign("disabled"),
      },
      serial_console_access: { status: assign("disabled") },
      snapshot_block_public_access: { state: assign("block_all_sharing") },
      vpc_block_public_access: {
        internet_gateway_block: { mode: assign("block_ingress"), exclusions_allowed: assign("enabled") },
      },
    },
  });
}
