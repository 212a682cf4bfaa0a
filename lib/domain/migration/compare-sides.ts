import type { Answer } from '@/lib/domain/change/change-evidence'
import { checkConnection } from '@/lib/domain/change/check-connection'
import type { ProbedTarget } from '@/lib/domain/finding/target-findings'
import type { CertificateFacts } from '@/lib/domain/probe/certificate-facts'
import type { GateItem } from './gate-item'

/** One of the two hosts, as it was probed last; `probed` is null with why where it was not. */
export interface ComparedSide {
  host: string
  probed: ProbedTarget | null
  why: string | null
}

export interface ComparedSides {
  source: ComparedSide
  target: ComparedSide
}

/**
 * What the target of a move is to clients of its source: whether it answers, whether its TLS is in order where the source's was, and whether
 * another CA signs it, which a client that pins one would not accept. What is not known warns: nothing here passes unseen.
 */
export function compareSides({ source, target }: ComparedSides): GateItem[] {
  const connection = checkConnection({ standby: target.probed, live: source.probed }).map(gateItem)
  return [...(connection.length > 0 ? connection : [unseen(target)]), issuerItem(source, target)]
}

const states: Readonly<Record<Answer['state'], GateItem['state']>> = {
  pass: 'pass',
  info: 'pass',
  skipped: 'pass',
  warn: 'warn',
  // A gate has no override, and the cluster may reach what the console does not.
  block: 'warn',
  refuse: 'warn',
}

function gateItem({ code, state, title, evidence }: Answer): GateItem {
  return { code, state: states[state], title, evidence }
}

function unseen(side: ComparedSide): GateItem {
  const title = 'Whether the new target answers on its port is not known'
  return { code: 'target-connects', state: 'warn', title, evidence: whyUnseen(side) }
}

function issuerItem(source: ComparedSide, target: ComparedSide): GateItem {
  const code = 'certificate-issuer'
  const [before, after] = [readTls(source), readTls(target)]
  const unread = [before, after].find((side) => side.kind === 'unknown')
  if (unread?.kind === 'unknown') {
    const title = 'Whether another CA signs the new target is not known'
    return { code, state: 'warn', title, evidence: unread.why }
  }
  if (before.kind === 'plain' && after.kind === 'plain')
    return { code, state: 'pass', title: 'Neither side speaks TLS', evidence: `${source.host}, ${target.host}` }
  if (before.kind !== 'tls' || after.kind !== 'tls') {
    const evidence = `TLS at ${before.kind === 'tls' ? source.host : target.host} only`
    return { code, state: 'warn', title: 'Only one of the two sides speaks TLS', evidence }
  }
  return issuers(code, before.certificate, after.certificate)
}

function issuers(code: string, before: CertificateFacts, after: CertificateFacts): GateItem {
  const [left, right] = [signerOf(before), signerOf(after)]
  if (before.issuer !== after.issuer) {
    const evidence = `${before.issuer} then, ${after.issuer} now: clients that pin a CA need the new one first`
    return { code, state: 'warn', title: 'Another CA signs the certificate of the new target', evidence }
  }
  if (left !== null && right !== null && left !== right) {
    const evidence = `${before.issuer}, with another certificate of its own: clients that pin it need the new one first`
    return {
      code,
      state: 'warn',
      title: 'A CA of the same name but another certificate signs the new target',
      evidence,
    }
  }
  return { code, state: 'pass', title: 'The same CA signs both sides', evidence: before.issuer }
}

// The signer that the server sent; null where it sent none, and its name is all there is.
function signerOf({ issuer, chain }: CertificateFacts): string | null {
  const [signer] = chain
  return signer !== undefined && signer.subject === issuer ? signer.fingerprint : null
}

type Tls = { kind: 'tls'; certificate: CertificateFacts } | { kind: 'plain' } | { kind: 'unknown'; why: string }

function readTls(side: ComparedSide): Tls {
  const { host, probed } = side
  if (probed === null) return { kind: 'unknown', why: whyUnseen(side) }
  const { tcp, tls } = probed.result
  if (!tcp.ok) return { kind: 'unknown', why: `${host}: ${tcp.why}` }
  if (tls === null) return { kind: 'plain' }
  if (!tls.ok) return { kind: 'unknown', why: `${host}: ${tls.why}` }
  if (tls.certificate === null) return { kind: 'unknown', why: `${host} showed no certificate` }
  return { kind: 'tls', certificate: tls.certificate }
}

function whyUnseen({ host, probed, why }: ComparedSide): string {
  if (probed !== null && !probed.result.tcp.ok) return `${host}: ${probed.result.tcp.why}`
  return `${host}: ${why ?? 'it was not probed'}`
}
