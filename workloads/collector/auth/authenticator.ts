import { type Credentials } from "../credentials.ts";
import { type CollectorSettings } from "../settings.ts";
import { BearerToken } from "./bearer-token.ts";
import { ForwardedCertificate } from "./forwarded-certificate.ts";
import { type IssuerKeys, issuerKeys } from "./issuer-keys.ts";
import { MutualTls } from "./mutual-tls.ts";
import { type Authenticator } from "./sender.ts";

export interface AuthenticatorParts {
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told when an issuer's keys could not be fetched. */
  readonly keysFailed: (error: unknown) => void;
  /** @default - those that the settings say */
  readonly keys?: IssuerKeys;
}

/** Finds out who sends, in the way that the settings say. */
export function authenticatorOf(
  settings: CollectorSettings["authentication"],
  { credentials, now, keysFailed, keys }: AuthenticatorParts,
): Authenticator & { readonly stop: () => void } {
  const nothing = (): void => undefined;
  if (settings.by === "jwt") {
    const { get, stop } = keys ?? issuerKeys({ url: settings.jwksUrl, failed: keysFailed });
    const token = new BearerToken({ issuer: settings.issuer, audience: settings.audience }, get, now);
    return { authenticate: (request) => token.authenticate(request), stop };
  }
  const certificates =
    settings.at === "collector" ? new MutualTls(() => credentials.authorities, now) : new ForwardedCertificate(now);
  return { authenticate: (request) => certificates.authenticate(request), stop: nothing };
}
