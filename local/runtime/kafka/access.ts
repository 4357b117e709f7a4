/** How to reach a cluster of the one-machine cloud. */
export interface KafkaAccess {
  readonly clusterName: string;
  readonly clusterArn: string;
  /** `host:port` of the clients' listener: SASL_SSL with SCRAM-SHA-512. */
  readonly bootstrapBrokersSaslScram: readonly string[];
  /** `host:port` of the listener for administrators: TLS with a client certificate; no ACL binds them. */
  readonly bootstrapBrokersAdmin: readonly string[];
  /** PEM files. */
  readonly caFile: string;
  readonly adminCertificateFile: string;
  readonly adminKeyFile: string;
}
