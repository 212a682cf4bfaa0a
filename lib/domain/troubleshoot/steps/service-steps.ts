import { readNamespaceAlias } from '@/lib/domain/alias/read-namespace-alias'
import { namespaceAliasFinding } from '@/lib/domain/finding/namespace-alias-finding'
import { checkHostName } from '@/lib/domain/resolution/check-host-name'
import { plainText } from '@/lib/domain/resolution/plain-text'
import type { CaseStep, StepState } from '@/lib/domain/troubleshoot/case'
import { command, step, stepWithout } from '@/lib/domain/troubleshoot/case-step'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'

/** Whether the name can be asked for, whether the Service is an alias, and whether the cluster's DNS has taken it up. */
export function serviceSteps(view: CaseView): CaseStep[] {
  return [nameStep(view), serviceStep(view), servedStep(view)]
}

function nameStep(view: CaseView): CaseStep {
  const { externalName } = view.facts.service
  const gave = plainText(externalName ?? 'nothing', 253)
  const commands = [command(view.commands.externalName, gave)]
  return step('name', null, { ...judgeName(view), commands })
}

function judgeName({ facts }: CaseView): { title: string; state: StepState; detail: string } {
  const { target, namespace } = facts.service
  if (target === null) {
    return { title: 'There is no external name', state: 'skipped', detail: 'The Service is no alias (any more).' }
  }
  const check = checkHostName(target)
  if (check.kind === 'ip-literal') {
    const detail = `${plainText(target, 253)} is the address ${check.address}; DNS gives no CNAME to an address.`
    return { title: 'The target is an address, not a name', state: 'critical', detail }
  }
  if (check.kind === 'invalid') {
    return {
      title: 'DNS cannot carry the target',
      state: 'critical',
      detail: `${plainText(target, 253)}: ${check.why}.`,
    }
  }
  const inside = readNamespaceAlias(target, facts.clusterDomain)
  if (inside?.isShort === true) {
    const detail = `${target} ends in .svc: a CNAME is absolute, so no search path completes it in ${namespace}.`
    return { title: 'The target lacks the cluster domain', state: 'critical', detail }
  }
  if (target === facts.service.serviceName || target.endsWith(`.${facts.service.serviceName}`)) {
    return { title: 'The alias points at itself', state: 'critical', detail: `${target} is the Service's own name.` }
  }
  const nowhere = facts.inCluster === null ? null : namespaceAliasFinding(facts.inCluster)
  if (nowhere !== null) {
    const title = 'The Service that it leads to does not answer'
    return { title, state: nowhere.severity, detail: nowhere.evidence }
  }
  const detail = inside === null ? 'No address, no label above 63 bytes' : `${inside.service} in ${inside.namespace}`
  return {
    title: inside === null ? 'The target is a name for DNS' : 'The target is a Service of this cluster',
    state: 'ok',
    detail,
  }
}

function serviceStep({ facts, commands }: CaseView): CaseStep {
  const { service, serviceRead } = facts
  const lines = [command(commands.describe, serviceRead.kind === 'known' ? `Type: ${service.type}` : null)]
  if (serviceRead.kind !== 'known') {
    return stepWithout('service', 'The Service could not be read just now', serviceRead, lines)
  }
  const { elapsedMs, value } = serviceRead
  const words = (title: string, state: StepState, detail: string) =>
    step('service', elapsedMs, { title, state, detail, commands: lines })
  if (value === 'gone') return words('The Service is gone', 'critical', 'It was deleted a moment ago.')
  if (service.target === null) {
    return words('The Service is no alias', 'warning', `Its type is ${plainText(service.type, 40)}.`)
  }
  const ports = service.ports.map(({ port, protocol }) => `${port}/${protocol}`)
  const listed = ports.length === 0 ? 'no ports' : `ports ${ports.slice(0, 5).join(', ')}`
  const hint = ports.length === 0 ? '' : '; they map nothing, clients connect to the port they name themselves'
  return words('The Service is an alias', 'ok', `ExternalName, ${listed}${hint}`)
}

function servedStep({ facts, cluster, commands }: CaseView): CaseStep {
  const { serviceName, target } = facts.service
  const line = commands.digCluster(serviceName, 'CNAME')
  const title = "The cluster's DNS knows the Service"
  if (target === null) return stepWithout('served', title, { kind: 'skipped', why: 'The Service is no alias.' })
  if (cluster === null) {
    return stepWithout('served', title, withoutAnswer(facts.answers, noCluster), [command(line)])
  }
  const hop = cluster.hops.find(({ owner, type }) => owner === serviceName && type === 'CNAME')
  const note = cluster.verdict.notes.find(({ code }) => code === 'NAME_NOT_SERVED' || code === 'NAME_UNANSWERED')
  const commandLines = [command(line, hop?.data ?? (note === undefined ? null : 'no CNAME'))]
  if (note?.code === 'NAME_NOT_SERVED') {
    return step('served', null, {
      title: "The cluster's DNS does not serve it as it is",
      state: 'warning',
      detail: `${note.evidence}.`,
      commands: commandLines,
    })
  }
  if (hop === undefined) {
    const why = note === undefined ? 'It was not asked for: CoreDNS gives no CNAME to such a target.' : note.evidence
    return step('served', null, { title, state: 'unknown', detail: why, commands: commandLines })
  }
  return step('served', null, {
    title,
    state: 'ok',
    detail: `${serviceName} gives its CNAME, for ${hop.ttlSeconds} s`,
    commands: commandLines,
  })
}

const noCluster = "Not asked: no way to the cluster's DNS is configured. Set SIGNPOST_CLUSTER_DNS."

/** Why there is no answer of a vantage: nobody was asked, or all were not answered in time. */
export function withoutAnswer(answers: CaseView['facts']['answers'], why: string) {
  return answers.kind === 'known' ? ({ kind: 'skipped', why } as const) : answers
}
