import { expect } from 'vitest'
import { poll } from '../../control-plane/poll.ts'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject } from '../service-object.ts'
import type { Stage } from '../stage.ts'

const ports = [{ name: 'http', port: 80 }]
const outside = 'outside.scenario.example'
const outsideAddress = '203.0.113.21'
const address = /^10\.96\.\d+\.\d+$/

const nameIn = (stage: Stage, service: string) => `${service}.${stage.namespace}.svc.cluster.local`

/** Waits until the name leads to exactly these records. */
async function untilResolved(stage: Stage, service: string, ...records: string[]): Promise<void> {
  const name = nameIn(stage, service)
  const wanted = records.map((record) => record.replace('@', name))
  let seen: readonly string[] = []
  const isThere = async () => {
    seen = (await stage.target.dns.ask(name, 'A'))?.answers ?? []
    return seen.join() === wanted.join()
  }
  await poll(isThere, { what: `${name} leads to ${wanted.join()}`, timeoutMs: 15_000 }).catch((error: unknown) => {
    throw new Error(`seen last: ${seen.join() || 'nothing'}`, { cause: error })
  })
}

async function createAlias(stage: Stage, name: string): Promise<void> {
  const created = await stage.create('services', serviceObject(name, aliasSpec(outside)))
  expect(valueAt(created.body, 'spec.clusterIP')).toBeUndefined()
  await untilResolved(stage, name, `@ CNAME ${outside}`, `${outside} A ${outsideAddress}`)
}

async function changeType(stage: Stage, name: string, spec: object): Promise<unknown> {
  const answer = await stage.patch('services', name, 'merge', { spec })
  expect(answer.status).toBe(200)
  return valueAt(answer.body, 'spec')
}

async function becomesAlias(stage: Stage, name: string, spec: object): Promise<void> {
  const created = await stage.create('services', serviceObject(name, spec))
  const clusterIP = textAt(created.body, 'spec.clusterIP')
  expect(clusterIP).toMatch(address)
  await untilResolved(stage, name, `@ A ${clusterIP}`)
  const changed = await changeType(stage, name, aliasSpec(outside))
  expect(valueAt(changed, 'clusterIP')).toBeUndefined()
  expect(valueAt(changed, 'externalName')).toBe(outside)
  expect(valueAt(valueAt(valueAt(changed, 'ports'), '0'), 'nodePort')).toBeUndefined()
  await untilResolved(stage, name, `@ CNAME ${outside}`, `${outside} A ${outsideAddress}`)
}

// The acceptance scenarios of the upstream end-to-end tests (test/e2e/network/service.go and dns.go).
export const scenarios = defineSuite(
  'scenarios of Kubernetes itself',
  [
    defineCase('changes the type from ExternalName to ClusterIP', async (stage) => {
      await createAlias(stage, 'to-cluster-ip')
      const changed = await changeType(stage, 'to-cluster-ip', { type: 'ClusterIP', externalName: null, ports })
      expect(valueAt(changed, 'externalName')).toBeUndefined()
      expect(textAt(changed, 'clusterIP')).toMatch(address)
      expect(valueAt(valueAt(valueAt(changed, 'ports'), '0'), 'nodePort')).toBeUndefined()
      await untilResolved(stage, 'to-cluster-ip', `@ A ${textAt(changed, 'clusterIP')}`)
    }),
    defineCase('changes the type from ExternalName to NodePort', async (stage) => {
      await createAlias(stage, 'to-node-port')
      const changed = await changeType(stage, 'to-node-port', { type: 'NodePort', externalName: null, ports })
      expect(valueAt(changed, 'externalName')).toBeUndefined()
      expect(textAt(changed, 'clusterIP')).toMatch(address)
      expect(Number(valueAt(valueAt(valueAt(changed, 'ports'), '0'), 'nodePort'))).toBeGreaterThanOrEqual(30_000)
      await untilResolved(stage, 'to-node-port', `@ A ${textAt(changed, 'clusterIP')}`)
    }),
    defineCase('changes the type from ClusterIP to ExternalName', (stage) =>
      becomesAlias(stage, 'from-cluster-ip', { ports }),
    ),
    defineCase('changes the type from NodePort to ExternalName', (stage) =>
      becomesAlias(stage, 'from-node-port', { type: 'NodePort', ports }),
    ),
    defineCase('provides DNS for an ExternalName Service: its target, its new target, its address', async (stage) => {
      const { target } = stage
      await target.world.set('foo.scenario.example', [{ type: 'A', data: '203.0.113.31' }])
      await target.world.set('bar.scenario.example', [{ type: 'A', data: '203.0.113.32' }])
      await stage.create('services', serviceObject('dns-test', aliasSpec('foo.scenario.example')))
      await untilResolved(stage, 'dns-test', '@ CNAME foo.scenario.example', 'foo.scenario.example A 203.0.113.31')
      await changeType(stage, 'dns-test', { externalName: 'bar.scenario.example' })
      await untilResolved(stage, 'dns-test', '@ CNAME bar.scenario.example', 'bar.scenario.example A 203.0.113.32')
      const changed = await changeType(stage, 'dns-test', { type: 'ClusterIP', externalName: null, ports })
      await untilResolved(stage, 'dns-test', `@ A ${textAt(changed, 'clusterIP')}`)
    }),
    defineCase('turns an alias of an address into a headless Service of its slices, and back', async (stage) => {
      const name = 'literal'
      await stage.create('services', serviceObject(name, aliasSpec('203.0.113.33')))
      for (const [addressType, ip] of [
        ['IPv4', '203.0.113.33'],
        ['IPv6', '2001:db8::33'],
      ]) {
        const made = await stage.create('endpointslices', {
          metadata: {
            name: `${name}-${addressType?.toLowerCase()}`,
            labels: { 'kubernetes.io/service-name': name, 'endpointslice.kubernetes.io/managed-by': 'somebody' },
          },
          addressType,
          endpoints: [{ addresses: [ip] }],
          ports: [{ name: 'http', port: 80 }],
        })
        expect(made.status).toBe(201)
      }
      const { dns } = stage.target
      expect(await dns.ask(nameIn(stage, name), 'A')).toMatchObject({ rcode: 'NXDOMAIN' })
      const flip = { type: 'ClusterIP', clusterIP: 'None', externalName: null, selector: null, ports }
      const changed = await changeType(stage, name, flip)
      expect(valueAt(changed, 'clusterIP')).toBe('None')
      expect(valueAt(changed, 'externalName')).toBeUndefined()
      await untilResolved(stage, name, '@ A 203.0.113.33')
      expect((await dns.ask(nameIn(stage, name), 'AAAA'))?.answers).toEqual([
        `${nameIn(stage, name)} AAAA 2001:db8::33`,
      ])
      expect(await dns.ask(nameIn(stage, name), 'CNAME')).toMatchObject({ rcode: 'NOERROR', answers: [] })
      const back = await changeType(stage, name, { type: 'ExternalName', externalName: '203.0.113.33', ports: null })
      expect(valueAt(back, 'clusterIP')).toBeUndefined()
      const isGone = async () => (await dns.ask(nameIn(stage, name), 'A'))?.rcode === 'NXDOMAIN'
      await poll(isGone, { what: 'the name is gone again', timeoutMs: 10_000 })
    }),
    defineCase('reaches both slices of a Service without selector', async (stage) => {
      await stage.create('services', serviceObject('two-slices', { clusterIP: 'None', ports }))
      for (const [index, ip] of ['10.4.4.1', '10.4.4.2'].entries()) {
        await stage.create('endpointslices', {
          metadata: { name: `two-slices-${index}`, labels: { 'kubernetes.io/service-name': 'two-slices' } },
          addressType: 'IPv4',
          endpoints: [{ addresses: [ip] }],
          ports: [{ name: 'http', port: 80 }],
        })
      }
      const isBoth = async () => {
        const answer = await stage.target.dns.ask(nameIn(stage, 'two-slices'), 'A')
        return (
          answer?.answers.toSorted().join().replaceAll(nameIn(stage, 'two-slices'), '@') === '@ A 10.4.4.1,@ A 10.4.4.2'
        )
      }
      await poll(isBoth, { what: 'both slices are answered', timeoutMs: 10_000 })
    }),
  ],
  ({ target }) => target.world.set(outside, [{ type: 'A', data: outsideAddress }]),
)
