import type { Row } from '@/lib/contract/row'
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
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'
import type { Identity } from '@/lib/server/access/identity'
import { within } from '@/lib/server/change/within'
import type { ConsoleRuntime } from '@/lib/server/runtime/console-runtime'
import { findServiceWay } from './find-service-way'
import { knownProbes } from './known-probes'
import { requireTargetRight } from './require-target-right'
import { rowsLeadingTo } from './rows-leading-to'

// Five seconds are promised in all, also on a machine that has much to do.
const limitMs = 4000
const longestTarget = 254
const mostDuplicates = 20

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
  const [vantages, service, leading] = await Promise.all([
    cluster.monitor.askTarget(target, leftMs),
    findServiceWay(cluster, identity.client(id), {
      start: { ...place, target },
      clock: runtime.clock,
      withinMs: leftMs,
    }),
    within(runtime.clock, rowsLeadingTo(runtime, identity, { cluster: id, target }), leftMs, null),
  ])
  const reading = readTarget(runtime, { cluster: id, name, target, ports: service?.ports ?? null })
  const rows = (leading ?? []).filter((row) => row.cluster === id)
  const ports = reading.suggestedPorts
  return {
    target,
    form: readTargetForm(request.target, { clusterDomain: cluster.clusterDomain, namespace, name }),
    ...reading,
    vantages,
    service: service?.way ?? null,
    ...(service === null
      ? knownProbes(cluster, { place, target, ports, rows, nowMs: runtime.clock.now() })
      : { probes: [], notProbed: null }),
    ...duplicatesOf(place, leading),
  }
}

function duplicatesOf(
  place: ServiceRef,
  leading: readonly Row[] | null,
): Pick<TargetCheck, 'duplicates' | 'duplicatesTotal'> {
  const others = leading?.filter((row) => serviceKey(row) !== serviceKey(place)) ?? null
  const duplicates = (others ?? [])
    .slice(0, mostDuplicates)
    .map(({ cluster, namespace, name, owner }) => ({ cluster, namespace, name, owner: owner?.value ?? null }))
  return { duplicates, duplicatesTotal: others?.length ?? null }
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
