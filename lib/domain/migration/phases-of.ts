import type { ChangeRequest } from '@/lib/domain/change/change-request'
import { placeOf } from '@/lib/domain/change/endpoint'
import { type ServiceRef, serviceDnsName } from '@/lib/domain/service/service-ref'
import { shellLine } from '@/lib/domain/shell/shell-line'
import { dataChecklist } from './data-checklist'
import type { Migration, MigrationSpec } from './migration'
import type { ChecklistItem, Phase } from './phase'

/** The annotation by which teams tell which side of a move an alias stands for. */
export const statusAnnotation = 'migration-status'

type Spec<Pattern extends MigrationSpec['pattern']> = Extract<MigrationSpec, { pattern: Pattern }>

interface Subject {
  service: ServiceRef
  clusterDomain: string
  migration: Migration
}

/** The phases of a migration in their order, each with what is to be done, what its gate asks and the way back. */
export function phasesOf(subject: Subject): Phase[] {
  const { spec } = subject.migration
  switch (spec.pattern) {
    case 'external-to-internal':
      return inward(subject, spec)
    case 'provider-to-provider':
      return toProvider(subject, spec.target)
    case 'blue-green':
      return blueGreen(subject, spec.target)
    case 'address-to-headless':
      return toAddresses(subject, spec)
    case 'internal-to-external':
      return outward(subject, spec.target)
    case 'retarget-many':
      return waves(subject, spec)
    default:
      return spec satisfies never
  }
}

const nothingYet = 'Nothing was written: abandon the migration'

function inward(subject: Subject, spec: Spec<'external-to-internal'>): Phase[] {
  const { service } = subject
  const { selector, ports, isHeadless, workload } = spec
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`)
  const request: ChangeRequest = isHeadless
    ? { kind: 'to-headless', service, selector, ports }
    : { kind: 'to-cluster-ip', service, selector, ports }
  const run: ChecklistItem = {
    id: 'workload',
    title: `${workload ?? 'The workload'} runs in ${service.namespace} and its pods are ready`,
    commands: [shellLine`kubectl --namespace ${service.namespace} get pods --selector ${labels.join(',')}`],
    freshSeconds: null,
  }
  return [
    recorded(subject),
    {
      ...outside('workload', 'Bring up the workload', 'Its pods have the labels of the selector and the ports.', [run]),
      asksNext: true,
    },
    copied(subject, serviceDnsName(service.namespace, service.name, subject.clusterDomain)),
    changing('switch', isHeadless ? 'Make the Service headless' : 'Give the Service a cluster IP', [request], {
      says: `The external name goes, the selector ${labels.join(', ')} comes. Clients keep the name.`,
      rollback: `Back to ${placeOf(subject.migration.from)} by an undo`,
    }),
    soaked(subject),
    closed('The old side is kept until its last snapshot was taken.', {
      items: [attested('snapshot', 'The last snapshot of the old side is taken')],
    }),
  ]
}

function toProvider(subject: Subject, target: string): Phase[] {
  const { service, migration } = subject
  const mark: ChangeRequest = { kind: 'annotate', service, annotations: { [statusAnnotation]: 'source' } }
  const move: ChangeRequest = { kind: 'edit', service, target, annotations: { [statusAnnotation]: 'target' } }
  const clean: ChangeRequest = { kind: 'annotate', service, annotations: { [statusAnnotation]: null } }
  return [
    recorded(subject),
    changing('mark', 'Mark the alias as the source', [mark], {
      says: `${statusAnnotation}: source is what teams look for while data moves.`,
      rollback: 'The annotation goes by an undo',
    }),
    copied(subject, target),
    changing('switch', 'Switch to the new provider', [move], {
      says: `The external name becomes ${target}, and ${statusAnnotation}: target is written with it.`,
      rollback: `Back to ${placeOf(migration.from)} by an undo`,
    }),
    soaked(subject),
    closed('The annotation may stay or go.', { options: [clean] }),
  ]
}

function blueGreen(subject: Subject, target: string): Phase[] {
  const { service, migration } = subject
  const colour = (name: string, externalName: string): ChangeRequest => ({
    kind: 'create',
    service: { ...service, name: `${service.name}-${name}` },
    manifest: {
      ...{ apiVersion: 'v1', kind: 'Service' },
      metadata: { name: `${service.name}-${name}`, namespace: service.namespace },
      spec: { type: 'ExternalName', externalName, ports: migration.from.shape?.ports ?? [] },
    },
  })
  const gone = (name: string): ChangeRequest => ({
    kind: 'delete',
    service: { ...service, name: `${service.name}-${name}` },
  })
  const current = migration.from.externalName ?? ''
  return [
    recorded(subject),
    changing('colours', 'Make blue and green', [colour('blue', current), colour('green', target)], {
      says: `${service.name}-blue keeps ${current}, ${service.name}-green has ${target}. ${service.name} stays as it is.`,
      rollback: 'Both are deleted by an undo',
    }),
    changing('switch', 'Switch to green', [{ kind: 'switch', service, to: 'green' }], {
      says: `${service.name} takes the target of green.`,
      rollback: 'Back to blue by an undo',
    }),
    soaked(subject),
    closed('Both colours may stay for the next switch, or go.', { options: [gone('blue'), gone('green')] }),
  ]
}

function toAddresses(subject: Subject, { addresses, ports }: Spec<'address-to-headless'>): Phase[] {
  const { service } = subject
  const [first = ''] = addresses
  const port = String(ports[0]?.targetPort ?? ports[0]?.port ?? '')
  const reached: ChecklistItem = {
    id: 'reached',
    title: `Somebody answers at ${addresses.join(', ')} from inside the cluster`,
    commands: [
      shellLine`kubectl --namespace ${service.namespace} run reach --rm --stdin --image busybox -- nc -z -w 3 ${first} ${port}`,
    ],
    freshSeconds: null,
  }
  return [
    recorded(subject),
    {
      ...outside('reach', 'Reach the address', 'DNS has no CNAME to an address: clients need the records themselves.', [
        reached,
      ]),
      asksNext: true,
    },
    changing('switch', 'Make the Service headless', [{ kind: 'to-headless', service, addresses, ports }], {
      says: 'The EndpointSlice comes first, then the Service leads to it.',
      rollback: 'Back to a name that does not exist, by an undo; the slices go with it',
    }),
    soaked(subject),
    closed('The Service stays tracked until its label is taken away.', {}),
  ]
}

function outward(subject: Subject, target: string): Phase[] {
  const { service, clusterDomain, migration } = subject
  const own = serviceDnsName(service.namespace, service.name, clusterDomain)
  return [
    recorded(subject),
    {
      ...outside(
        'data',
        'Copy the data',
        'Done outside Signpost; say what proves it.',
        dataChecklist(portsOf(migration), { source: own, target }),
      ),
      asksNext: true,
    },
    changing('switch', 'Make the Service an alias', [{ kind: 'to-external-name', service, target }], {
      says: `Its name leads to ${target}; the cluster IP is given up.`,
      rollback: 'Back to its pods by an undo, with another cluster IP',
    }),
    soaked(subject),
    closed('The workload may stop once nobody talks to it.', {
      items: [attested('stopped', 'The workload is scaled down')],
    }),
  ]
}

function waves(subject: Subject, { target, waves: places }: Spec<'retarget-many'>): Phase[] {
  const { cluster } = subject.service
  const phases = places.map((wave, index) =>
    changing(
      `wave-${index + 1}`,
      `Wave ${index + 1} of ${places.length}`,
      wave.map((place) => ({ kind: 'retarget', service: { cluster, ...place }, target })),
      {
        says: waveWords(wave.length, target),
        rollback: 'The aliases of the wave go back by an undo each',
      },
    ),
  )
  return [recorded(subject), ...phases, soaked(subject), closed('Nobody leads to the old host any more.', {})]
}

function waveWords(aliases: number, target: string): string {
  if (aliases === 1) return `One alias to ${target}.`
  return `${aliases} aliases to ${target}, one after the other; the first failure stops the wave.`
}

function recorded({ migration }: Subject): Phase {
  return {
    ...outside(
      'record',
      'Record the present',
      `It leads to ${placeOf(migration.from)}; ports and selector are kept.`,
      [],
    ),
    kind: 'record',
    asksNext: true,
  }
}

function copied({ migration }: Subject, target: string): Phase {
  const source = placeOf(migration.from)
  return {
    ...outside(
      'data',
      'Copy the data',
      'Done outside Signpost; say what proves it. Anybody who may patch the Service can go on from here.',
      dataChecklist(portsOf(migration), { source, target }),
    ),
    asksNext: true,
  }
}

function portsOf({ from, spec }: Migration): ReadonlyArray<{ port: number }> {
  return 'ports' in spec ? spec.ports : (from.shape?.ports ?? [])
}

function outside(id: string, title: string, says: string, items: ChecklistItem[]): Phase {
  const nothing = { requests: [], options: [], asksNext: false, rollback: nothingYet }
  return { id, kind: 'outside', title, says, items, ...nothing }
}

function changing(
  id: string,
  title: string,
  requests: ChangeRequest[],
  { says, rollback }: Pick<Phase, 'says' | 'rollback'>,
): Phase {
  return { ...outside(id, title, says, []), kind: 'change', requests, rollback }
}

function soaked({ migration }: Subject): Phase {
  const minutes = migration.soakMinutes
  const words = minutes % 60 === 0 && minutes > 0 ? `${minutes / 60} h` : `${minutes} min`
  return {
    ...outside('soak', 'Soak', `${words} during which an undo is one click away.`, []),
    kind: 'soak',
    rollback: 'Back by an undo of the change',
  }
}

function closed(says: string, more: Partial<Pick<Phase, 'items' | 'options'>>): Phase {
  return { ...outside('close', 'Close', says, []), kind: 'close', rollback: 'A new migration', ...more }
}

function attested(id: string, title: string): ChecklistItem {
  return { id, title, commands: [], freshSeconds: null }
}
