import type { EnvironmentImport } from '@/lib/contract/environment-import'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import type { CellMember } from '@/lib/domain/environment/cell-member'
import { readHostWords } from '@/lib/domain/environment/host-words'
import { targetClass } from '@/lib/domain/environment/target-class'
import { groupMembership, statedMembership } from '@/lib/domain/group/find-groups'
import { type Severity, severityRank } from '@/lib/domain/resolution/severity'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { matrixOf } from './build-matrix'
import type { PlacedService } from './compare-imported'

interface ImportedMember extends CellMember {
  type: string
}

const mostRows = 200
const unasked = { severity: 'unknown', summary: 'Not asked before it is in the cluster' } as const

/** Imported Services as the matrix would show them, two hundred dependencies at most. */
export function importMatrix(
  placed: readonly PlacedService[],
  order: readonly string[],
  domains: UseCaseSettings,
): EnvironmentImport['matrix'] {
  const isColour = coloursOf(placed)
  const members = placed.filter((each) => !isColour(each)).flatMap((each) => memberOf(each, domains))
  const { environments, rows } = matrixOf(members, order)
  return {
    environments,
    rows: rows
      .toSorted(standingFirst)
      .slice(0, mostRows)
      .map(({ system, name, state, severity, cells }) => ({
        ...{ system, name, state, severity, owners: [] },
        cells: cells.map(({ environment, entries, missing }) => ({
          ...{ environment, missing, total: entries.length, home: null },
          entries: entries.map(({ member, letter, outliers }) => ({
            service: { cluster: member.cluster, namespace: member.namespace, name: member.name },
            ...{ type: typeOf(member.type), target: member.target, severity: unasked.severity, verdict: unasked },
            ...{ targetClass: member.targetClass, letter, words: [...member.words], outliers },
            ...{ keptBy: null, drift: null },
          })),
        })),
      })),
  }
}

function standingFirst(a: { severity: Severity }, b: { severity: Severity }): number {
  return severityRank(a.severity) - severityRank(b.severity)
}

/** Whether a Service is blue or green of a group among those that were imported: there the active one stands for it. */
function coloursOf(placed: readonly PlacedService[]): (each: PlacedService) => boolean {
  const labels = new Map(placed.map(({ ref, service }) => [placeOf(ref), service.metadata.labels ?? {}]))
  const claims = Map.groupBy(placed, ({ ref, service }) => {
    const stated = statedMembership(service.metadata.labels ?? {})
    return stated === null ? '' : `${ref.namespace}/${stated.name}/${stated.role}`
  })
  return ({ ref }) => {
    const membership = groupMembership(ref.name, {
      labelsOf: (name) => labels.get(placeOf({ ...ref, name })) ?? null,
      claimants: (group, role) =>
        (claims.get(`${ref.namespace}/${group}/${role}`) ?? []).map(({ ref: { name } }) => name),
    })
    return membership !== null && membership.role !== 'active'
  }
}

function placeOf({ namespace, name }: Pick<ServiceRef, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`
}

function memberOf({ service, ref, environment }: PlacedService, domains: UseCaseSettings): ImportedMember[] {
  if (environment === null) return []
  const { type = 'ClusterIP', externalName } = service.spec
  const target = type === 'ExternalName' && externalName !== undefined ? normaliseHost(externalName) : null
  return [
    {
      ...{ ...ref, environment, type, target, labels: service.metadata.labels ?? {} },
      targetClass: targetClass(target, domains),
      words: target === null ? [] : readHostWords(target),
    },
  ]
}

function typeOf(type: string) {
  return type === 'ExternalName' || type === 'NodePort' || type === 'LoadBalancer' ? type : 'ClusterIP'
}
