import type { CompanyNamespace } from './company/company-namespace.ts'
import type { SendRequest } from './delivery/delivery-bot.ts'

/** Plays the cloud provider: writes into the status of each load balancer where it is reached from now on. */
export async function publishBalancers(
  namespaces: readonly CompanyNamespace[],
  addressesOf: (host: string) => readonly string[],
  send: SendRequest,
): Promise<void> {
  for (const { name: namespace, balancers = [] } of namespaces)
    for (const { name, host } of balancers) {
      const ingress = addressesOf(host).map((ip) => ({ ip, ipMode: 'VIP' }))
      await send({
        method: 'PATCH',
        path: `/api/v1/namespaces/${namespace}/services/${name}/status`,
        query: { fieldManager: 'cloud-controller-manager' },
        contentType: 'application/merge-patch+json',
        body: { status: { loadBalancer: { ingress } } },
      })
    }
}
