/** Kinds that let traffic from outside the cluster in. */
const outside: ReadonlySet<string> = new Set(['Ingress', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])
const mesh: ReadonlySet<string> = new Set(['VirtualService', 'ServiceEntry'])

/** Whether a controller takes traffic from outside the cluster to what an object of this kind names. */
export function isOutsideRoute(kind: string): boolean {
  return outside.has(kind)
}

/** Whether an object of this kind is read by a proxy, of a controller or a mesh, and not by a client of its own. */
export function isRoute(kind: string): boolean {
  return outside.has(kind) || mesh.has(kind)
}
