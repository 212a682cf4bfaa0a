import type { ServicePortObject } from '@/lib/domain/service/service-object'
import type { ContainerPort } from '@/lib/domain/workload/workload'
import type { Answer } from './change-evidence'
import { matchedWorkloads, readyPods } from './matched-workloads'
import type { SelectorEvidence } from './selector-evidence'

const mostNamed = 5

/** Whether the pods listen where the Service sends clients, and whether every port in use today goes on. */
export function checkPodPorts(evidence: SelectorEvidence): Answer[] {
  return [...checkTargets(evidence), checkKept(evidence), ...checkTranslation(evidence)]
}

interface Listener {
  who: string
  ports: readonly ContainerPort[]
}

function checkTargets(evidence: SelectorEvidence): Answer[] {
  const code = 'pod-ports'
  if (evidence.ports.length === 0) return []
  const listeners = listenersOf(evidence)
  if (listeners.length === 0) {
    const told = 'Neither pods nor a pod template could be looked at'
    return [{ code, state: 'warn', title: 'Whether pods listen at the ports is not known', evidence: told }]
  }
  const missing = evidence.ports.flatMap((port) => missingAt(port, listeners))
  const names = missing.filter(({ isName }) => isName)
  if (names.length > 0) {
    return [{ code, state: 'block', title: 'Pods have no port of that name', evidence: told(names) }]
  }
  if (missing.length > 0) {
    const title = 'No container declares a port that clients are sent to'
    return [{ code, state: 'warn', title, evidence: `${told(missing)}; it may listen there all the same` }]
  }
  const all = evidence.ports.map((port) => `${targetOf(port)}/${port.protocol ?? 'TCP'}`).join(', ')
  return [{ code, state: 'pass', title: 'Pods declare the ports', evidence: all }]
}

/** Ready pods say what is; without any the templates say what will be. */
function listenersOf(evidence: SelectorEvidence): Listener[] {
  const pods = evidence.pods.kind === 'read' ? evidence.pods.value.items : []
  const ready = readyPods(pods)
  const looked = ready.length > 0 ? ready : pods
  if (looked.length > 0) return looked.map(({ name, ports }) => ({ who: `pod ${name}`, ports }))
  return matchedWorkloads(evidence).map(({ kind, name, ports }) => ({ who: `${kind} ${name}`, ports }))
}

function targetOf({ port, targetPort }: ServicePortObject): number | string {
  return targetPort ?? port
}

function missingAt(port: ServicePortObject, listeners: readonly Listener[]): { text: string; isName: boolean }[] {
  const target = targetOf(port)
  const protocol = port.protocol ?? 'TCP'
  const without = listeners.filter(
    ({ ports }) => !ports.some((one) => one.protocol === protocol && (one.name === target || one.number === target)),
  )
  if (without.length === 0) return []
  const who = without.map((listener) => listener.who)
  const shown = who.slice(0, mostNamed).join(', ')
  const more = who.length > mostNamed ? ` and ${who.length - mostNamed} more` : ''
  return [{ text: `${target}/${protocol}: not in ${shown}${more}`, isName: typeof target === 'string' }]
}

const told = (missing: readonly { text: string }[]) => missing.map(({ text }) => text).join('; ')

// An ExternalName hands every port through; a ClusterIP only those that it lists.
function checkKept({ portsToday, ports }: SelectorEvidence): Answer {
  const code = 'ports-kept'
  if (portsToday.length === 0) {
    const evidence =
      'The alias lists no port, and hands every one through: those that clients use have to be listed from now on'
    return { code, state: 'warn', title: 'Which ports clients use today is not known', evidence }
  }
  const text = ({ port, protocol = 'TCP' }: { port: number; protocol?: string }) => `${port}/${protocol}`
  const listed = ports.map(text)
  const lost = portsToday.map(text).filter((each) => !listed.includes(each))
  if (lost.length > 0) {
    const evidence = `${lost.join(', ')} today; ${listed.join(', ') || 'none'} from now on`
    return { code, state: 'block', title: 'A port in use today would not be listed', evidence }
  }
  return {
    code,
    state: 'pass',
    title: 'Every port in use today stays listed',
    evidence: portsToday.map(text).join(', '),
  }
}

// Clients of a headless Service get the pods' own addresses: nothing stands between that could lead to another port.
function checkTranslation({ isHeadless, ports }: SelectorEvidence): Answer[] {
  if (!isHeadless) return []
  const other = ports.filter(({ port, targetPort }) => typeof targetPort === 'number' && targetPort !== port)
  if (other.length === 0) return []
  const evidence = `${other.map(({ port, targetPort }) => `${port} to ${targetPort}`).join(', ')}: clients reach the pods at the first`
  return [{ code: 'headless-ports', state: 'warn', title: 'A headless Service leads to no other port', evidence }]
}
