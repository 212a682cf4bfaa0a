/** A Service of type LoadBalancer, with the names and addresses under which its cluster publishes it, in the form that DNS answers them. */
export interface LoadBalancer {
  cluster: string
  namespace: string
  name: string
  ports: readonly number[]
  hostnames: readonly string[]
  addresses: readonly string[]
}
