/** What the collector is called in the cluster, and where its files lie. */
export const collectorName = "collector";

/** Labels of its pods: what services, budgets and network policies select. */
export const collectorLabels = { "app.kubernetes.io/name": collectorName } as const;

/** Ports by name, as the container declares them. */
export const collectorPorts = { events: 8443, internal: 9443 } as const;

/** Port on which devices reach the platform, whatever ends TLS. */
export const publicPort = 443;

/** Kubernetes Secret with the files of {@link certificateFiles}, where TLS ends at the collector. */
export const certificatesSecret = "collector-tls";

/** Folder of the ConfigMap's file, and of the Secret's within it. */
export const settingsFolder = "/etc/collector";
export const certificatesFolder = `${settingsFolder}/tls`;

/** Name of the settings' file in the ConfigMap. */
export const settingsFile = "collector.json";

/** Keys of the secret and names of its files. */
export const certificateFiles = {
  certificate: "tls.crt",
  key: "tls.key",
  authorities: "ca.crt",
  revocationList: "crl.pem",
} as const;
