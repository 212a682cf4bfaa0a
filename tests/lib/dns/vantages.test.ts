import { expect, test } from 'vitest'
import { configureVantages } from '@/lib/dns/vantages'

const system = [{ host: '10.0.0.2', port: 53 }]
const pod = { host: '10.96.0.10', port: 53 }
const set = { host: '127.0.0.1', port: 5353 }
const named = [{ host: '192.0.2.53', port: 53 }]

function names(settings: Partial<Parameters<typeof configureVantages>[0]>) {
  const all = { clusterDns: null, resolvers: null, systemResolvers: system, inClusterDns: null, ...settings }
  return configureVantages(all).map(({ name, resolvers }) => `${name} ${resolvers.map(({ host }) => host).join()}`)
}

test('outside a cluster the machine answers for the outside view, and the cluster only where its DNS is set', () => {
  expect(names({})).toEqual(['outside 10.0.0.2'])
  expect(names({ clusterDns: set })).toEqual(['cluster 127.0.0.1', 'outside 10.0.0.2'])
  expect(names({ clusterDns: set, resolvers: named })).toEqual(['cluster 127.0.0.1', 'outside 192.0.2.53'])
})

test('in a cluster the outside view exists only where resolvers are named', () => {
  expect(names({ inClusterDns: pod })).toEqual(['cluster 10.96.0.10'])
  expect(names({ inClusterDns: pod, resolvers: named })).toEqual(['cluster 10.96.0.10', 'outside 192.0.2.53'])
})

test('there may be no vantage at all', () => {
  expect(names({ systemResolvers: [] })).toEqual([])
})

test('the cluster is given the time that CoreDNS needs for a silent upstream', () => {
  const [cluster] = configureVantages({ clusterDns: set, resolvers: null, systemResolvers: [], inClusterDns: null })
  expect(cluster?.resolvers[0]?.patienceMs).toBe(5000)
})
