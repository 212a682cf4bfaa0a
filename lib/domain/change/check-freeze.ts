import type { Answer } from './change-evidence'
import { type Freeze, freezeAnnotation, readFreeze } from './read-freeze'

interface FreezeEvidence {
  namespace: string
  annotations: Readonly<Record<string, string>>
  /** Null where they could not be read. */
  namespaceAnnotations: Readonly<Record<string, string>> | null
  nowMs: number
}

interface PlacedFreeze extends Freeze {
  where: string
}

const code = 'not-frozen'

/** Whether the Service or its namespace is frozen now. A freeze that has ended holds nothing back; a namespace that nobody could read is a warning. */
export function checkFreeze({ namespace, annotations, namespaceAnnotations, nowMs }: FreezeEvidence): Answer[] {
  const found = [
    placed(readFreeze(annotations), 'Service'),
    placed(readFreeze(namespaceAnnotations ?? {}), `namespace ${namespace}`),
  ].filter((freeze) => freeze !== null)
  const holding = found.filter(({ untilMs }) => untilMs === null || untilMs > nowMs)
  const [first] = holding
  if (first) {
    const title = first.where === 'Service' ? 'The Service is frozen' : 'The namespace is frozen'
    return [{ code, state: 'block', title, evidence: holding.map(words).join(' · ') }]
  }
  const ended = found.map<Answer>((freeze) => ({
    code: 'freeze-ended',
    state: 'info',
    title: 'A freeze has ended',
    evidence: words(freeze),
  }))
  if (namespaceAnnotations === null) {
    const evidence = `no annotation ${freezeAnnotation} on the Service; namespace ${namespace} could not be read`
    return [{ code, state: 'warn', title: 'Whether the namespace is frozen is not known', evidence }, ...ended]
  }
  const evidence = `no annotation ${freezeAnnotation} in force on the Service or namespace ${namespace}`
  return [{ code, state: 'pass', title: 'Neither Service nor namespace is frozen', evidence }, ...ended]
}

function placed(freeze: Freeze | null, where: string): PlacedFreeze | null {
  return freeze && { ...freeze, where }
}

function words({ where, untilMs, reason }: PlacedFreeze): string {
  const until = untilMs === null ? 'without an end' : `until ${new Date(untilMs).toISOString()}`
  return `${freezeAnnotation} on the ${where}: ${until}${reason === null ? '' : `, ${reason.slice(0, 300)}`}`
}
