/** A namespace as plain data for `kubectl apply`. */
export function namespace(name: string, labels: Record<string, string> = {}): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

/** A Service of type ExternalName as plain data for `kubectl apply`. */
export function alias(
  namespace: string,
  name: string,
  externalName: string,
  annotations: Record<string, string> = {},
): object {
  const metadata = { name, namespace, annotations }
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { type: 'ExternalName', externalName } }
}
