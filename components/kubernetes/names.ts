/** A name as Kubernetes takes it for namespaces and services (RFC 1123 label). */
export const dnsLabelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
