import type { EnvironmentImport } from '@/lib/contract/environment-import'
import { normaliseHost } from '@/lib/domain/alias/normalise-host'
import type { UseCaseSettings } from '@/lib/domain/alias/read-use-case'
import type { CellMember } from '@/lib/domain/environment/cell-member'
import { readHostWords } from '@/lib/domain/environment/host-words'
import { targetClass } from '@/lib/domain/environment/target-class'
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
  const members = placed.flatMap((each) => memberOf(each, domains))
  const { environments, rows } = matrixOf(members, order)
  return {
    environments,
    rows: rows.slice(0, mostRows).map(({ system, name, state, severity, cells }) => ({
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
