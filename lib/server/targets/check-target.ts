import type { TargetCheck, TargetCheckRequest } from '@/lib/contract/targets'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import { readUseCase } from '@/lib/domain/alias/read-use-case'
import { AppError } from '@/lib/domain/app-error'
import { readTargetForm } from '@/lib/domain/change/target-form'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { serviceName } from '@/lib/domain/provider/service-name'
import { suggestPorts } from '@/lib/domain/provider/suggest-ports'
import { tlsModeAt } from '@/lib/domain/provider/tls-mode-at'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import type { Identity } from '@/lib/server/access/identity'
import { within } from '@/lib/server/change/within'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findDuplicates } from './find-duplicates'
import { findServiceWay } from './find-service-way'
import { requireTargetRight } from './require-target-right'

// Five seconds are promised in all, also on a machine that has much to do.
const limitMs = 4000
const longestTarget = 254

/**
 * What is known of a target before an alias has it; DNS is asked for it, nothing is connected to. Answers within 5 s: what did not by then is
 * unknown. Throws AppError `forbidden` for whoever may not write the alias, `rate-limited` for one ask too many, `unavailable` when the right
 * cannot be asked.
 */
export async function checkTarget(
  runtime: ConsoleRuntime,
  identity: Identity,
  request: TargetCheckRequest,
): Promise<TargetCheck> {
  const { cluster: id, namespace, name = null } = request
  const cluster = runtime.cluster(id)
  if (cluster === null) throw new AppError('not-found', `There is no cluster ${id}.`)
  const startedMs = runtime.clock.now()
  await requireTargetRight(runtime, identity, { cluster: id, namespace, name })
  const target = normaliseHost(request.target)
  const place = { cluster: id, namespace, name: name ?? '' }
  if (target.length <= longestTarget && checkHostName(target).kind === 'ok') {
    runtime.asks.take({ identity, ref: place, target })
  }
  const leftMs = limitMs - (runtime.clock.now() - startedMs)
  const [vantages, service, duplicates] = await Promise.all([
    cluster.monitor.askTarget(target, leftMs),
    findServiceWay(cluster, identity.client(id), {
      start: { ...place, target },
      clock: runtime.clock,
      withinMs: leftMs,
    }),
    within(runtime.clock, findDuplicates(runtime, identity, { place, target }), leftMs, null),
  ])
  return {
    target,
    form: readTargetForm(request.target, { clusterDomain: cluster.clusterDomain, namespace, name }),
    ...readTarget(runtime, { cluster: id, name, target, ports: service?.ports ?? null }),
    vantages,
    service: service?.way ?? null,
    duplicates: duplicates?.first ?? [],
    duplicatesTotal: duplicates?.total ?? null,
  }
}

type Reading = Pick<
  TargetCheck,
  'provider' | 'useCase' | 'useCaseBecause' | 'suggestedPorts' | 'portsBecause' | 'tlsName'
>

function readTarget(
  runtime: ConsoleRuntime,
  facts: { cluster: string; name: string | null; target: string; ports: TargetCheck['suggestedPorts'] | null },
): Reading {
  const { cluster, name, target, ports } = facts
  const provider = findProvider(target)
  const { useCase, because } = readUseCase(
    { name: name ?? '', target, provider, labels: {} },
    runtime.domainsOf(cluster),
  )
  const suggested =
    ports === null
      ? suggestPorts({ target, name, provider, useCase })
      : { ports, because: 'The Service there has them.' }
  const isTls = suggested.ports.some(({ port, protocol }) => protocol === 'TCP' && tlsModeAt(provider, port) !== 'none')
  return {
    provider: provider && serviceName(provider),
    useCase,
    useCaseBecause: because,
    suggestedPorts: suggested.ports,
    portsBecause: suggested.because,
    tlsName: isTls && useCase !== 'namespace-alias' ? target : null,
  }
}
