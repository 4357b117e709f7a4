import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";

/**
 * One step of a rotation, as Secrets Manager asks for it.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
interface RotationStep {
  readonly Step: "createSecret" | "setSecret" | "testSecret" | "finishSecret";
  readonly SecretId: string;
  /** ID of the version that the rotation makes. */
  readonly ClientRequestToken: string;
}

/** Asked for once by the deployment, so that no password is ever drawn where it would be kept in a state file. */
interface FirstPassword {
  readonly Step: "firstPassword";
  readonly SecretId: string;
  readonly username: string;
}

/** What MSK reads of a secret. */
interface ScramUser {
  readonly username: string;
  readonly password: string;
}

const passwordLength = 32;
const secrets = new SecretsManagerClient({});

/** Keeps the password of one Kafka user in a secret that MSK reads. Answers nothing: what it draws stays in the secret. */
export async function handler(event: RotationStep | FirstPassword): Promise<void> {
  switch (event.Step) {
    case "firstPassword":
      return setFirstPassword(event);
    case "createSecret":
      return createSecret(event);
    case "setSecret":
      // MSK takes the password from the secret itself, and only its current version.
      return undefined;
    case "testSecret":
      return testSecret(event);
    case "finishSecret":
      return finishSecret(event);
  }
}

/** Gives a new secret its user; leaves one alone that has it. */
async function setFirstPassword({ SecretId, username }: FirstPassword): Promise<void> {
  if ((await read(SecretId, { VersionStage: "AWSCURRENT" })) === undefined) {
    await write(SecretId, { username, password: await newPassword() });
  }
}

async function createSecret({ SecretId, ClientRequestToken }: RotationStep): Promise<void> {
  const stages = await stagesOf(SecretId, ClientRequestToken);
  if (stages.includes("AWSCURRENT")) return;
  if (!stages.includes("AWSPENDING")) {
    throw new Error(
      `Version ${ClientRequestToken} of ${SecretId} is not the pending one; nothing asked for a rotation.`,
    );
  }
  // Secrets Manager repeats steps that failed; a password that was drawn before stays.
  if ((await read(SecretId, { VersionId: ClientRequestToken, VersionStage: "AWSPENDING" })) !== undefined) return;
  const { username } = await required(SecretId, "AWSCURRENT");
  await write(SecretId, { username, password: await newPassword() }, ClientRequestToken);
}

/** Nobody can log in with a pending password, for MSK reads the current one; what can be tested is its form. */
async function testSecret({ SecretId }: RotationStep): Promise<void> {
  const [current, pending] = await Promise.all([required(SecretId, "AWSCURRENT"), required(SecretId, "AWSPENDING")]);
  if (pending.username !== current.username) {
    throw new Error(`The pending version of ${SecretId} is of another user; a rotation changes the password alone.`);
  }
}

async function finishSecret({ SecretId, ClientRequestToken }: RotationStep): Promise<void> {
  const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
  const [current] = Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes("AWSCURRENT")) ?? [];
  if (current === ClientRequestToken) return;
  await secrets.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: "AWSCURRENT",
      MoveToVersionId: ClientRequestToken,
      RemoveFromVersionId: current,
    }),
  );
}

async function stagesOf(SecretId: string, version: string): Promise<readonly string[]> {
  const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
  return VersionIdsToStages[version] ?? [];
}

async function required(SecretId: string, VersionStage: string): Promise<ScramUser> {
  const found = await read(SecretId, { VersionStage });
  if (found === undefined) throw new Error(`${SecretId} has no version labelled ${VersionStage}.`);
  return found;
}

async function read(
  SecretId: string,
  version: { readonly VersionStage: string; readonly VersionId?: string },
): Promise<ScramUser | undefined> {
  try {
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId, ...version }));
    return SecretString === undefined ? undefined : (JSON.parse(SecretString) as ScramUser); // written below, and by nobody else
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Writes the current version, or the pending one of a rotation. */
async function write(SecretId: string, user: ScramUser, pendingVersion?: string): Promise<void> {
  await secrets.send(
    new PutSecretValueCommand({
      SecretId,
      SecretString: JSON.stringify(user),
      ...(pendingVersion !== undefined && { ClientRequestToken: pendingVersion, VersionStages: ["AWSPENDING"] }),
    }),
  );
}

async function newPassword(): Promise<string> {
  const { RandomPassword } = await secrets.send(
    new GetRandomPasswordCommand({ PasswordLength: passwordLength, ExcludePunctuation: true }),
  );
  if (RandomPassword === undefined) throw new Error("Secrets Manager drew no password.");
  return RandomPassword;
}
