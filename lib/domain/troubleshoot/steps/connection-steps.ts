import type { TcpFailure } from '@/lib/domain/probe/probe-result'
import type { CaseStep, StepState } from '@/lib/domain/troubleshoot/case'
import { command, step, stepWithout } from '@/lib/domain/troubleshoot/case-step'
import type { CaseView } from '@/lib/domain/troubleshoot/case-view'
import { endpoint } from '@/lib/domain/troubleshoot/egress-view'

/** Whether the port accepts connections, and what its certificate is worth to clients of the alias. */
export function connectionSteps(view: CaseView): CaseStep[] {
  return [tcpStep(view), tlsStep(view)]
}

function tcpStep(view: CaseView): CaseStep {
  const { facts, probe, commands, host } = view
  const title = 'The port accepts connections'
  const lines = [command(commands.connect(host)), command(commands.connectFromPod(host))]
  if (probe === null) return stepWithout('tcp', title, notProbed(view), lines)
  const { tcp, port } = probe
  const where = facts.isConsoleInCluster ? 'from the console, in the cluster' : 'from this console, not from a pod'
  if (tcp.ok) {
    const detail = `tried at ${endpoint(tcp.address, port)}, ${where}`
    return step('tcp', tcp.elapsedMs, {
      ...{ title: `${port} accepts connections`, state: 'ok', detail },
      commands: [command(commands.connect(host), 'open'), command(commands.connectFromPod(host))],
    })
  }
  const { state, words } = tcpLooks[tcp.failed]
  const at = tcp.address === null ? '' : `${endpoint(tcp.address, port)}, ${where}: `
  const elapsedMs = facts.probe.kind === 'known' ? facts.probe.elapsedMs : null
  return step('tcp', elapsedMs, { title: `${port} ${words}`, state, detail: `${at}${tcp.why}`, commands: lines })
}

const tcpLooks: Readonly<Record<TcpFailure, { state: StepState; words: string }>> = {
  refused: { state: 'critical', words: 'refuses connections' },
  timeout: { state: 'critical', words: 'does not answer' },
  unreachable: { state: 'critical', words: 'cannot be reached' },
  reset: { state: 'critical', words: 'breaks connections off' },
  blocked: { state: 'unknown', words: "is blocked by this machine's own firewall" },
  denied: { state: 'skipped', words: 'is not tried at such an address' },
  busy: { state: 'unknown', words: 'was not tried: too much waits' },
  cancelled: { state: 'unknown', words: 'was not tried in time' },
  other: { state: 'unknown', words: 'could not be tried' },
}

/** Why there is no probe to look at. */
function notProbed({ facts }: CaseView) {
  const { probe } = facts
  if (probe.kind !== 'known') return probe
  const { plan } = probe.value
  const why = plan.kind === 'skip' ? plan.why : 'There is no address to try.'
  return { kind: 'skipped', why } as const
}

function tlsStep(view: CaseView): CaseStep {
  const { probe, host, port, commands } = view
  const at = probe?.port ?? port?.port ?? null
  const line = at === null ? null : commands.certificate(host, at, startTlsOf(view))
  const title = 'The certificate names the target'
  const skipped = (why: string) => stepWithout('tls', title, { kind: 'skipped', why }, [command(line)])
  if (probe === null) return stepWithout('tls', title, notProbed(view), [command(line)])
  const { tls, tcp } = probe
  if (!tcp.ok) return skipped('There is no connection to ask for one.')
  if (tls === null) return skipped(`TLS is not tried at port ${probe.port}: it does not look like a TLS port.`)
  if (!tls.ok) {
    return step('tls', null, {
      title: 'TLS does not begin',
      state: 'critical',
      detail: tls.why,
      commands: [command(line)],
    })
  }
  return certificateStep(view, tls.elapsedMs, line)
}

function certificateStep({ certificate }: CaseView, elapsedMs: number, line: string | null): CaseStep {
  if (certificate === null) {
    const detail = 'The server showed no certificate.'
    return step('tls', elapsedMs, {
      title: 'TLS without a certificate',
      state: 'warning',
      detail,
      commands: [command(line)],
    })
  }
  const [worst] = certificate.findings
  const { daysLeft } = certificate.expiry
  const ends = daysLeft === null ? '' : `ends in ${Math.floor(daysLeft)} d`
  return step('tls', elapsedMs, {
    title: certificate.names.isHostCovered ? 'The certificate names the target' : 'The certificate is for another name',
    state: certificate.severity,
    detail: worst === undefined ? ends : worst.evidence,
    commands: [command(line, worst?.code ?? null)],
  })
}

function startTlsOf({ facts }: CaseView): 'postgres' | 'smtp' | null {
  const plan = facts.probe.kind === 'known' ? facts.probe.value.plan : null
  if (plan?.kind !== 'probe') return null
  return startTlsWords[plan.tls] ?? null
}

const startTlsWords: Readonly<Partial<Record<string, 'postgres' | 'smtp'>>> = {
  'starttls-postgres': 'postgres',
  'starttls-smtp': 'smtp',
}
