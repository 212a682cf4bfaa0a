import { type PortText, readPort } from '@/components/change/port-text'
import { type FormComplaint, readAddressesForm } from '@/components/change/read-addresses-form'
import type { ChangeRequest } from '@/lib/client/commands'
import { type MigrationView, migrationSpecSchema } from '@/lib/contract/migrations'
import type { Row } from '@/lib/contract/row'
import type { MigrationPattern } from '@/lib/domain/migration/migration'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { type ServiceRef, serviceKey } from '@/lib/domain/service/service-ref'

/** What stands in the fields of the wizard, whatever pattern is chosen. */
export interface SpecDraft {
  target: string
  /** `StatefulSet orders-pg`; empty where nobody chose one. */
  workload: string
  /** `key=value`, one a line. */
  selector: string
  ports: readonly PortText[]
  isHeadless: boolean
  addresses: string
  /** The wave of each alias by its key, from 1; 0 leaves it out. */
  waves: Readonly<Record<string, number>>
}

export type Spec = MigrationView['spec']

export type SpecReading =
  | { spec: Spec; complaint: null }
  | { spec: null; complaint: FormComplaint | null; lacks: string }

const lacks = (says: string): SpecReading => ({ spec: null, complaint: null, lacks: says })

/** What the fields say for a pattern, or what they lack. `rows` are the aliases that may be moved together. */
export function readSpec(
  pattern: MigrationPattern,
  service: ServiceRef,
  draft: SpecDraft,
  rows: readonly Row[],
): SpecReading {
  switch (pattern) {
    case 'external-to-internal':
      return readInward(draft)
    case 'address-to-headless':
      return readAddresses(service, draft)
    case 'retarget-many':
      return readWaves(draft, rows)
    default: {
      const why = targetLack(draft.target)
      return why === null ? checked({ pattern, target: draft.target.trim() }) : lacks(why)
    }
  }
}

function targetLack(target: string): string | null {
  const trimmed = target.trim()
  if (trimmed === '') return 'It lacks the new target.'
  const name = checkHostName(trimmed)
  return name.kind === 'invalid' ? `The target is not a DNS name: ${name.why}.` : null
}

function checked(spec: unknown): SpecReading {
  const parsed = migrationSpecSchema.safeParse(spec)
  if (parsed.success) return { spec: parsed.data, complaint: null }
  const issue = parsed.error.issues[0]
  return lacks(`${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}.`)
}

function readInward({ workload, selector: text, ports, isHeadless }: SpecDraft): SpecReading {
  const selector = readSelectorText(text)
  if (selector === null) return lacks('Each line of the selector is key=value.')
  if (Object.keys(selector).length === 0) return lacks('It lacks a workload, or the labels of its pods.')
  if (ports.length === 0) return lacks('It lacks a port.')
  return checked({
    ...{ pattern: 'external-to-internal', selector, isHeadless },
    workload: workload === '' ? null : workload,
    ports: ports.map(readPodPort),
  })
}

/** The labels that lines of `key=value` say; null where a line says none. */
function readSelectorText(text: string): Record<string, string> | null {
  const lines = text.split(/[\n,]+/).map((line) => line.trim())
  const pairs = lines.flatMap((line) => (line === '' ? [] : [line.split(/[=:]\s*/)]))
  if (pairs.some(({ length }) => length !== 2)) return null
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key.trim(), value.trim()]))
}

/** Behind a selector the target port may be the name of a port of the pods. */
function readPodPort(port: PortText) {
  const name = port.targetPort.trim()
  const isNamed = name !== '' && !/^\d+$/.test(name)
  return isNamed ? { ...readPort({ ...port, targetPort: '' }), targetPort: name } : readPort(port)
}

function readAddresses(service: ServiceRef, { addresses, ports }: SpecDraft): SpecReading {
  const read = readAddressesForm(service, addresses, ports)
  if ('complaint' in read) return { spec: null, complaint: read.complaint, lacks: read.complaint.text }
  if (read.request.kind !== 'to-headless') return lacks('It lacks addresses.')
  return checked({ pattern: 'address-to-headless', addresses: read.request.addresses, ports: read.request.ports })
}

function readWaves({ target, waves }: SpecDraft, rows: readonly Row[]): SpecReading {
  const why = targetLack(target)
  if (why !== null) return lacks(why)
  const chosen = wavesOf(rows, waves)
  if (chosen.length === 0) return lacks('No alias is chosen.')
  const places = chosen.map((wave) => wave.map(({ namespace, name }) => ({ namespace, name })))
  return checked({ pattern: 'retarget-many', target: target.trim(), waves: places })
}

/** The aliases of each wave in order; empty waves are left out. */
export function wavesOf(rows: readonly Row[], waves: SpecDraft['waves']): Row[][] {
  const numbers = [...new Set(Object.values(waves))].filter((wave) => wave > 0).sort((a, b) => a - b)
  return numbers.map((wave) => rows.filter((row) => waves[serviceKey(row)] === wave)).filter((wave) => wave.length > 0)
}

const order = [/^(dev|local|test|sandbox)/i, /^(stag|stg|uat|qa|pre)/i, /^prod/i]

/** Development first, then staging, then production and whatever nobody knows. */
export function proposedWaves(rows: readonly Pick<Row, 'environment' | keyof ServiceRef>[]): Record<string, number> {
  const rank = (environment: string | null) => {
    const at = environment === null ? -1 : order.findIndex((pattern) => pattern.test(environment))
    return at === -1 ? order.length - 1 : at
  }
  const ranks = [...new Set(rows.map((row) => rank(row.environment)))].sort()
  return Object.fromEntries(rows.map((row) => [serviceKey(row), ranks.indexOf(rank(row.environment)) + 1]))
}

/** The change that decides it, as the migration will make it: what its plan says today is worth knowing before. */
export function decisiveRequest(spec: Spec, service: ServiceRef): ChangeRequest {
  switch (spec.pattern) {
    case 'external-to-internal': {
      const { selector, ports } = spec
      return spec.isHeadless
        ? { kind: 'to-headless', service, selector, ports }
        : { kind: 'to-cluster-ip', service, selector, ports }
    }
    case 'address-to-headless':
      return { kind: 'to-headless', service, addresses: spec.addresses, ports: spec.ports }
    case 'internal-to-external':
      return { kind: 'to-external-name', service, target: spec.target }
    case 'retarget-many': {
      const [first] = spec.waves.flat()
      return { kind: 'retarget', service: { ...service, ...first }, target: spec.target }
    }
    default:
      return { kind: 'retarget', service, target: spec.target }
  }
}
