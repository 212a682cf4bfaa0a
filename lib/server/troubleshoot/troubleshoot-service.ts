import type { CaseRequest } from '@/lib/contract/troubleshoot'
import { AppError } from '@/lib/domain/app-error'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { Case } from '@/lib/domain/troubleshoot/case'
import { openCase } from '@/lib/domain/troubleshoot/open-case'
import type { Identity } from '@/lib/server/access/identity'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findService } from '@/lib/server/services/find-service'
import { gatherFacts } from './gather-facts'

const casesAtOnce = 8
const underWay = new WeakMap<ConsoleRuntime, number>()

/**
 * Looks into a symptom of an alias: makes every check with the viewer's rights and says what they come to. Throws AppError `not-found` as every
 * reader of a Service does, and `rate-limited` while eight cases are being looked into, or for one ask too many.
 */
export async function troubleshootService(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  request: CaseRequest,
): Promise<Case> {
  const { alias, cluster } = await findService(runtime, identity, ref)
  const running = underWay.get(runtime) ?? 0
  if (running >= casesAtOnce) {
    throw new AppError('rate-limited', `${casesAtOnce} cases are being looked into already.`, { retryAfterSeconds: 5 })
  }
  runtime.asks.take({ identity, ref, target: alias.target })
  underWay.set(runtime, running + 1)
  try {
    const { access, clusterDomain, monitor } = cluster
    const facts = await gatherFacts(
      {
        clock: runtime.clock,
        client: identity.client(ref.cluster),
        context: access.label,
        clusterDomain,
        isConsoleInCluster: access.inCluster,
        askNow: (service) => monitor.askNow(service),
        history: (host) => monitor.history(host),
        lookUpAsPod: cluster.lookUpAsPod,
        inCluster: () => cluster.namespaceAliases.path(ref),
        probe: () => cluster.probes.probeNow(ref),
      },
      alias,
      { namespace: request.clientNamespace ?? ref.namespace, labels: request.clientLabels ?? null },
    )
    return openCase(request.symptom, facts)
  } finally {
    underWay.set(runtime, (underWay.get(runtime) ?? 1) - 1)
  }
}
