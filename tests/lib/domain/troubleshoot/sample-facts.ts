import type { NetworkPolicy } from '@/lib/domain/egress/network-policy'
import type { TlsSession } from '@/lib/domain/probe/probe-result'
import { readCorefile } from '@/lib/domain/resolution/corefile'
import type { VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { VerdictChange } from '@/lib/domain/resolution/verdict-change'
import type { CaseFacts } from '@/lib/domain/troubleshoot/case-facts'
import type { Fact } from '@/lib/domain/troubleshoot/fact'
import { answer, hop, serviceName, target } from '../diagram/sample-resolution'

export const known = <Value>(value: Value, elapsedMs = 5): Fact<Value> => ({ kind: 'known', value, elapsedMs })
export const skipped = (why: string) => ({ kind: 'skipped', why }) as const

const kubeadmCorefile = `.:53 {
    errors
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       ttl 30
    }
    forward . 10.0.0.2
    cache 30
}
`

const dnsPod = { labels: { 'k8s-app': 'kube-dns', 'pod-template-hash': '5d78c' }, port: 53 }

export function inCluster(change: Partial<VantageAnswer> = {}): VantageAnswer {
  const outside = answer()
  return answer({
    vantage: 'cluster',
    resolver: '10.96.0.10:53',
    hops: [hop(serviceName, 'CNAME', target, 30), ...outside.hops],
    ...change,
  })
}

/** A case in which all is well and all may be read; tests change what they are about. */
export function facts(change: Partial<CaseFacts> = {}): CaseFacts {
  return {
    at: '2026-11-24T13:00:00.000Z',
    elapsedMs: 3200,
    context: 'prod-use1',
    clusterDomain: 'cluster.local',
    isConsoleInCluster: false,
    client: { namespace: 'finance', labels: null },
    service: {
      namespace: 'finance',
      name: 'erp',
      serviceName,
      type: 'ExternalName',
      externalName: target,
      target,
      ports: [{ name: 'https', port: 8443, protocol: 'TCP', targetPort: null }],
      annotations: {},
    },
    serviceRead: known('present'),
    answers: known([inCluster(), answer()]),
    history: [],
    inCluster: null,
    podLookup: known({
      name: 'erp',
      asked: [{ name: serviceName, outcome: 'found' }],
      unaskedCount: 3,
      addresses: ['10.40.8.21'],
      problem: null,
    }),
    corefile: known(readCorefile(kubeadmCorefile)),
    egress: known({
      policies: [],
      dnsNamespaceLabels: { 'kubernetes.io/metadata.name': 'kube-system' },
      targetNamespaceLabels: null,
      dnsPod,
    }),
    probe: skipped('Probing is off: the settings have to name namespaces, suffixes and ports.'),
    dnsPods: known({ ready: 2, total: 2 }),
    log: known([{ pod: 'coredns-0', lines: [] }]),
    ...change,
  }
}

export function policy(change: Partial<NetworkPolicy> = {}): NetworkPolicy {
  return {
    name: 'limits',
    pods: { matchLabels: {}, matchExpressions: [] },
    limitsEgress: true,
    rules: [],
    ...change,
  }
}

export function withPolicies(...policies: NetworkPolicy[]): CaseFacts['egress'] {
  const dnsNamespaceLabels = { 'kubernetes.io/metadata.name': 'kube-system' }
  return known({ policies, dnsNamespaceLabels, targetNamespaceLabels: null, dnsPod })
}

export function probed(result: {
  tcp: 'timeout' | 'refused' | 'ok'
  covers?: string[]
  notAfter?: string
}): CaseFacts['probe'] {
  const address = '10.40.8.21'
  const tcp =
    result.tcp === 'ok'
      ? ({ ok: true, address, elapsedMs: 9 } as const)
      : ({ ok: false, address, failed: result.tcp, why: 'no answer within 3000 ms' } as const)
  const tls = result.covers === undefined ? null : ({ ok: true, ...session(result.covers, result.notAfter) } as const)
  return known({
    plan: { kind: 'probe', host: target, port: 8443, source: 'spec.ports', tls: 'direct' },
    latest: { at: 0, host: target, port: 8443, tcp, tls },
  })
}

function session(names: string[], notAfter = '2027-03-01T00:00:00.000Z'): TlsSession {
  return {
    elapsedMs: 31,
    protocol: 'TLSv1.3',
    alpn: null,
    serverName: target,
    certificate: {
      subject: `CN=${names[0] ?? 'nobody'}`,
      issuer: 'CN=Root',
      notBefore: '2026-10-01T00:00:00.000Z',
      notAfter,
      fingerprint: 'AA',
      isAuthority: false,
      isSelfSigned: false,
      names,
      nameCount: names.length,
      chain: [],
    },
    chain: {
      isTrusted: true,
      error: null,
      end: 'public',
      fault: null,
      hasBundle: false,
      isForServers: true,
      isLogged: true,
    },
    covers: names.map((name) => ({ name, isCovered: true })),
  }
}

export function flip(change: Partial<VerdictChange> = {}): VerdictChange {
  return {
    at: '2026-11-24T12:40:00.000Z',
    vantage: 'cluster',
    code: 'NXDOMAIN_ORIGIN',
    severity: 'critical',
    summary: '',
    brokenAt: target,
    terminal: null,
    previousCode: 'OK',
    previousTerminal: target,
    ...change,
  }
}
