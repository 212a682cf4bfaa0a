import { isRoute } from '@/lib/domain/consumer/route-kinds'
import type { Answer } from './change-evidence'
import type { ConsumerEvidence, ConsumerFact, ConsumerGap } from './consumer-evidence'

const shown = 5

/**
 * What a change of where a Service leads means for who uses it: proxies that route to it follow in their own time, and what names the old host itself
 * does not follow at all.
 */
export function checkConsumers({ known, gap }: ConsumerEvidence): Answer[] {
  const sure = known.filter(({ certainty }) => certainty !== 'possible')
  const routes = sure.filter(({ relation, kind }) => relation === 'names' && isRoute(kind))
  const clients = sure.filter(({ relation, kind }) => relation === 'names' && !isRoute(kind))
  const bypasses = sure.filter(({ relation }) => relation === 'bypasses')
  // What was not wholly read is never called none.
  const isToSay = (found: readonly ConsumerFact[]) => found.length > 0 || gap === null
  return [
    ...(isToSay(clients) ? [checkClients(clients)] : []),
    ...(isToSay(routes) ? [checkRoutes(routes)] : []),
    ...(isToSay(bypasses) ? [checkBypasses(bypasses)] : []),
    ...(gap === null ? [] : [checkGap(gap)]),
  ]
}

/** What a deletion means for who uses the Service: its name is gone for them. */
export function checkAbandoned({ known, gap }: ConsumerEvidence): Answer[] {
  const users = known.filter(({ relation, certainty }) => relation === 'names' && certainty !== 'possible')
  const code = 'no-consumer'
  if (users.length > 0) return [{ code, state: 'block', title: namedBy(users.length), evidence: namesOf(users) }]
  return gap === null ? [{ code, state: 'pass', title: namedBy(0), evidence: whatIsRead }] : [checkGap(gap)]
}

const whatIsRead = 'of workloads, ConfigMaps and routes; Secrets and images are never read'

function checkClients(clients: readonly ConsumerFact[]): Answer {
  return {
    code: 'consumers',
    state: 'pass',
    title: namedBy(clients.length),
    evidence: namesOf(clients) || whatIsRead,
  }
}

function checkRoutes(routes: readonly ConsumerFact[]): Answer {
  const code = 'routes-name-it'
  if (routes.length === 0) return { code, state: 'pass', title: 'No route ends at it', evidence: whatIsRead }
  const title = routes.length === 1 ? 'A route ends at it' : `${routes.length} routes end at it`
  return { code, state: 'warn', title, evidence: `${namesOf(routes)}: their proxies follow in their own time` }
}

function checkBypasses(bypasses: readonly ConsumerFact[]): Answer {
  const code = 'not-bypassed'
  if (bypasses.length === 0) return { code, state: 'pass', title: 'Nothing goes past it', evidence: whatIsRead }
  const title = bypasses.length === 1 ? 'One goes past it' : `${bypasses.length} go past it`
  return { code, state: 'warn', title, evidence: `${namesOf(bypasses)}: what names the host itself stays with it` }
}

// What the viewer may not see, or is read in a moment, is no fault of the change; what nobody can read is unknown.
function checkGap({ from, why }: ConsumerGap): Answer {
  const state = from === 'console' ? 'warn' : 'info'
  return { code: 'consumers-known', state, title: 'Who uses it is not wholly known', evidence: why }
}

function namedBy(count: number): string {
  if (count === 0) return 'Nothing is known to name it'
  return count === 1 ? 'One consumer names it' : `${count} consumers name it`
}

function namesOf(users: readonly ConsumerFact[]): string {
  const names = users.slice(0, shown).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
  return users.length > shown ? `${names.join(', ')} and ${users.length - shown} more` : names.join(', ')
}
