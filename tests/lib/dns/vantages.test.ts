import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { formatResolver } from '@/lib/dns/resolver-address'
import { configureVantages, type VantageSettings } from '@/lib/dns/vantages'

const system = [{ host: '10.0.0.2', port: 53 }]
const pod = { host: '10.96.0.10', port: 53 }
const set = { host: '127.0.0.1', port: 5353 }
const named = [{ host: '192.0.2.53', port: 53 }]
const forwarded = { name: 'kube-dns by port-forward', open: async () => new PassThrough() }

function plan(settings: Partial<VantageSettings>) {
  return configureVantages({
    clusterDns: null,
    resolvers: null,
    systemResolvers: system,
    inClusterDns: null,
    ...settings,
  })
}

function names(settings: Partial<VantageSettings>) {
  return plan(settings).vantages.map(({ name, resolvers }) => `${name} ${resolvers.map(formatResolver).join()}`)
}

function absent(settings: Partial<VantageSettings>) {
  return plan(settings).absent.map(({ vantage, reason }) => `${vantage} ${reason}`)
}

test('outside a cluster the machine answers for the outside view, and the cluster only where there is a way to its DNS', () => {
  expect(names({})).toEqual(['outside 10.0.0.2:53'])
  expect(absent({})).toEqual(['cluster not-configured'])
  expect(names({ clusterDns: set })).toEqual(['cluster 127.0.0.1:5353', 'outside 10.0.0.2:53'])
  expect(names({ clusterDns: set, resolvers: named })).toEqual(['cluster 127.0.0.1:5353', 'outside 192.0.2.53:53'])
  expect(absent({ clusterDns: set, resolvers: named })).toEqual([])
})

test('an address of the cluster’s DNS goes before a port-forward, which goes before none', () => {
  expect(names({ forwardedDns: forwarded })).toEqual(['cluster kube-dns by port-forward', 'outside 10.0.0.2:53'])
  expect(names({ forwardedDns: forwarded, clusterDns: set })[0]).toBe('cluster 127.0.0.1:5353')
  expect(names({ forwardedDns: forwarded, inClusterDns: pod })[0]).toBe('cluster 10.96.0.10:53')
})

test('in a cluster the outside view exists only where resolvers are named, else it is said to be the same view', () => {
  expect(names({ inClusterDns: pod })).toEqual(['cluster 10.96.0.10:53'])
  expect(plan({ inClusterDns: pod }).absent).toEqual([
    { vantage: 'outside', reason: 'same-view', why: expect.stringContaining('SIGNPOST_RESOLVERS') },
  ])
  expect(names({ inClusterDns: pod, resolvers: named })).toEqual(['cluster 10.96.0.10:53', 'outside 192.0.2.53:53'])
  expect(absent({ inClusterDns: pod, resolvers: named })).toEqual([])
})

test('resolvers that are the cluster’s DNS are no outside view, wherever the console runs', () => {
  expect(names({ clusterDns: set, resolvers: [set] })).toEqual(['cluster 127.0.0.1:5353'])
  expect(absent({ clusterDns: set, resolvers: [set] })).toEqual(['outside same-view'])
  expect(names({ inClusterDns: pod, resolvers: [pod, ...named] })[1]).toBe('outside 192.0.2.53:53')
})

test('where there is no vantage at all, each says which setting gives it', () => {
  const { vantages, absent } = plan({ systemResolvers: [] })
  expect(vantages).toEqual([])
  expect(absent.map(({ vantage, why }) => [vantage, /SIGNPOST_\w+/.exec(why)?.[0]])).toEqual([
    ['cluster', 'SIGNPOST_CLUSTER_DNS'],
    ['outside', 'SIGNPOST_RESOLVERS'],
  ])
})

test('the cluster is given the time that CoreDNS needs for a silent upstream, whichever way leads there', () => {
  for (const settings of [{ clusterDns: set }, { inClusterDns: pod }, { forwardedDns: forwarded }]) {
    expect(plan(settings).vantages[0]?.resolvers[0]?.patienceMs).toBe(5000)
  }
  expect(plan({ clusterDns: { ...set, patienceMs: 900 } }).vantages[0]?.resolvers[0]?.patienceMs).toBe(900)
})
