/** The service account that a controller's pods run as. */
export interface ControllerIdentity {
  readonly namespace: string;
  readonly name: string;
  /** Annotations by which it gets its role; none with Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;
}
