import type { DnsFactsView, ResolutionView } from '@/lib/contract/resolution'
import type { Hop, VantageAnswer } from '@/lib/domain/resolution/resolution'
import type { Verdict } from '@/lib/domain/resolution/verdict'

export const serviceName = 'erp.finance.svc.cluster.local'
export const target = 'erp.legacy.internal.company.com'

export function verdict(code: Verdict['code'], severity: Verdict['severity']): Verdict {
  return { code, severity, summary: code, notes: [] }
}

export function hop(owner: string, type: Hop['type'], data: string, ttlSeconds = 60): Hop {
  return { owner, type, data, ttlSeconds, ttlHighestSeconds: 300 }
}

export function answer(change: Partial<VantageAnswer> = {}): VantageAnswer {
  return {
    vantage: 'outside',
    resolver: '10.10.0.53:53',
    verdict: verdict('OK', 'ok'),
    hops: [
      hop(target, 'CNAME', 'erp.svc.company.com', 212),
      hop('erp.svc.company.com', 'CNAME', 'erp-vip.dc2.company.com', 41),
      hop('erp-vip.dc2.company.com', 'A', '10.40.8.21'),
    ],
    addresses: ['10.40.8.21'],
    brokenAt: null,
    askedAt: '2026-11-23T13:47:00Z',
    elapsedMs: 14,
    ...change,
  }
}

export function brokenInCluster(): VantageAnswer {
  return answer({
    vantage: 'cluster',
    resolver: '10.96.0.10:53',
    verdict: verdict('SERVFAIL_UPSTREAM', 'critical'),
    hops: [
      hop(serviceName, 'CNAME', target, 30),
      hop(target, 'CNAME', 'erp.svc.company.com', 212),
      hop('erp.svc.company.com', 'CNAME', 'erp-vip.dc2.company.com', 41),
    ],
    addresses: [],
    brokenAt: 'erp-vip.dc2.company.com',
    elapsedMs: 3100,
  })
}

export function resolution(...vantages: VantageAnswer[]): ResolutionView {
  const dns: DnsFactsView = {
    clusterDomain: 'cluster.local',
    clusterDomainSource: 'corefile',
    kubernetesTtlSeconds: 30,
    cacheMaxSeconds: 30,
    cachesClusterNames: false,
    upstreams: ['/etc/resolv.conf'],
    source: 'corefile',
    why: null,
  }
  return { serviceName, target, vantages, history: [], absent: [], dns, pending: [] }
}
