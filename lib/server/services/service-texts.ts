import type { ResolutionView } from '@/lib/contract/resolution'
import { flowDiagram } from '@/lib/domain/diagram/flow-diagram'
import { sequenceDiagram } from '@/lib/domain/diagram/sequence-diagram'
import { cleanManifest } from '@/lib/domain/manifest/clean-manifest'
import { describeService } from '@/lib/domain/manifest/describe-service'
import { toYaml } from '@/lib/domain/manifest/to-yaml'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import { readService } from '@/lib/kubernetes/services'
import type { Identity } from '@/lib/server/access/identity'
import { whoNames } from '@/lib/server/consumers/who-names'
import { behindAlias } from '@/lib/server/load-balancers/behind-alias'
import { describeProbe } from '@/lib/server/probes/describe-probe'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findService, notFound } from './find-service'

/** The Service as YAML that `kubectl apply` takes, read fresh with the viewer's identity. */
export async function serviceManifest(runtime: ConsoleRuntime, identity: Identity, ref: ServiceRef): Promise<string> {
  return toYaml(cleanManifest(await readFresh(runtime, identity, ref)))
}

/** The Service as `kubectl describe` writes it, read fresh with the viewer's identity. */
export async function serviceDescription(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
): Promise<string> {
  return describeService(await readFresh(runtime, identity, ref))
}

/** Mermaid source of where the alias leads, as last asked. */
export async function serviceDiagram(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  kind: 'flow' | 'sequence',
): Promise<string> {
  const { alias, row, cluster: home } = await findService(runtime, identity, ref)
  const resolution = await serviceResolution(runtime, identity, ref)
  if (kind === 'sequence') {
    const context = { service: ref, clusterDomain: home.clusterDomain, nowMs: runtime.clock.now() }
    const connection = describeProbe(home.probes.reading(ref), context)
    return sequenceDiagram({ serviceName: row.serviceName, target: alias.target, resolution, connection })
  }
  const { cluster, namespace, name, type, target } = alias
  const may = (question: AccessQuestion) => runtime.access.mayIfKnown(identity, { cluster, ...question })
  const namedBy = await whoNames(may, home.consumers, alias)
  const behind = await behindAlias(runtime, identity, alias)
  return flowDiagram({ cluster, namespace, name, type, target, resolution, namedBy, behind })
}

/**
 * Where the alias leads, as last asked; `ask` asks now and waits for the final verdict. With how the verdicts changed before. Throws AppError
 * `rate-limited` for one ask too many.
 */
export async function serviceResolution(
  runtime: ConsoleRuntime,
  identity: Identity,
  ref: ServiceRef,
  ask = false,
): Promise<ResolutionView> {
  const { alias, row, cluster } = await findService(runtime, identity, ref)
  const { monitor } = cluster
  const { serviceName } = row
  const around = { absent: [...cluster.absent], dns: cluster.dnsFacts() }
  if (alias.target === null) return { serviceName, target: '', vantages: [], history: [], ...around, pending: [] }
  if (ask) runtime.asks.take({ identity, ref, target: alias.target })
  const service = { serviceName, target: alias.target }
  const resolution = await (ask ? monitor.askNow(service) : monitor.resolution(service))
  const { target } = alias
  return { ...resolution, history: monitor.history(target), ...around, pending: monitor.pending(target) }
}

async function readFresh(runtime: ConsoleRuntime, identity: Identity, ref: ServiceRef): Promise<ServiceObject> {
  await findService(runtime, identity, ref)
  const object = await readService(identity.client(ref.cluster), ref.namespace, ref.name)
  if (object === null) throw notFound(ref)
  return object
}
