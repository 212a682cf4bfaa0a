import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkManifest } from '@/lib/domain/manifest/check-manifest'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import { checkMetadata } from '../../../../demo/rules/check-metadata.ts'
import { checkDnsLabel } from '../../../../demo/rules/check-name.ts'
import { setServiceDefaults } from '../../../../demo/rules/service/set-service-defaults.ts'
import { validateService } from '../../../../demo/rules/service/validate-service.ts'
import type { KubeObject } from '../../../../demo/store/kube-object.ts'

const settings = { clusterDomain: 'cluster.local' }

interface Parts {
  name?: string
  namespace?: string
  target?: string
  metadata?: object
  spec?: object
}

function service({
  name = 'orders-db',
  namespace = 'team-a',
  target = 'db.example.com',
  metadata,
  spec,
}: Parts): ServiceObject {
  return {
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: { name, namespace, ...metadata },
    spec: { type: 'ExternalName', externalName: target, ...spec },
  }
}

function refusalsOf(parts: Parts): string[] {
  return checkManifest(service(parts), settings).refusals.map(({ field, message }) => `${field}: ${message}`)
}

// What the cluster of the demo says, which the contract suite holds to the words of a real API server.
function serverSays(parts: Parts): string[] {
  const object = structuredClone(service(parts)) as unknown as KubeObject
  setServiceDefaults(object)
  const { clusterIP } = object.spec as { clusterIP?: string }
  if (clusterIP) Object.assign(object.spec as object, { clusterIPs: [clusterIP] })
  const errors = [...checkMetadata(object.metadata, checkDnsLabel, true), ...validateService(object, null)]
  return errors.map(({ field, message }) => `${field}: ${message}`)
}

describe('what the API server would refuse', () => {
  it('is nothing for an ordinary alias', () => {
    expect(refusalsOf({ spec: { ports: [{ name: 'postgres', port: 5432 }] } })).toEqual([])
  })

  it.each<[string, Parts]>([
    ['no name', { name: '' }],
    ['a name in upper case', { name: 'Orders' }],
    ['a name with a dot', { name: 'orders.db' }],
    ['a name of 64 characters', { name: 'a'.repeat(64) }],
    ['no target', { target: '' }],
    ['a lone dot', { target: '.' }],
    ['two dots at the end', { target: 'a.com..' }],
    ['a target in upper case', { target: 'Db.example.com' }],
    ['a target with a port', { target: 'a.com:443' }],
    ['a target of 254 characters', { target: `${'a.'.repeat(126)}ab` }],
    ['a cluster IP', { spec: { clusterIP: '10.0.0.1' } }],
    ['an address family', { spec: { ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' } }],
    ['ports without names', { spec: { ports: [{ port: 1 }, { port: 2 }] } }],
    [
      'ports that are equal',
      {
        spec: {
          ports: [
            { name: 'a', port: 1 },
            { name: 'a', port: 1 },
          ],
        },
      },
    ],
    ['a port out of range', { spec: { ports: [{ port: 0 }, { name: 'b', port: 65_536, targetPort: 70_000 }] } }],
    ['a port of another protocol', { spec: { ports: [{ port: 1, protocol: 'tcp' }] } }],
    ['a target port that is no name', { spec: { ports: [{ port: 1, targetPort: 'Web--server-of-shop-' }] } }],
    ['an application protocol that is none', { spec: { ports: [{ port: 1, appProtocol: 'a b' }] } }],
    ['a label with a blank', { metadata: { labels: { 'a b': 'c d', '': 'x', '/y': 'z', 'a/b/c': 'd' } } }],
    ['an annotation with a bad prefix', { metadata: { annotations: { 'A_b/c': 'd' } } }],
    ['annotations that are too long', { metadata: { annotations: { a: 'x'.repeat(262_144) } } }],
    ['a selector of odd values', { spec: { selector: { app: '-x-' } } }],
    ['another affinity', { spec: { sessionAffinity: 'Cookie' } }],
  ])('%s: is said in its words and fields', (_, parts) => {
    expect(serverSays(parts)).not.toEqual([])
    expect(refusalsOf(parts).sort()).toEqual(serverSays(parts).sort())
  })

  it('is the same for whatever names and ports', () => {
    const text = fc.oneof(
      fc.constantFrom('a', 'a-b', 'a.b', 'A', '-', '', 'a_b', 'x/y', 'é', '10.0.0.1'),
      fc.string({ maxLength: 70 }),
    )
    const port = fc.record({
      port: fc.integer({ min: -1, max: 65_537 }),
      name: text,
      targetPort: fc.oneof(text, fc.integer()),
    })
    fc.assert(
      fc.property(
        text,
        text,
        fc.dictionary(text, text, { maxKeys: 3 }),
        fc.array(port, { maxLength: 3 }),
        (name, target, labels, ports) => {
          const parts = { name, target, metadata: { labels: { ...labels } }, spec: { ports } }
          expect(refusalsOf(parts).sort()).toEqual(serverSays(parts).sort())
        },
      ),
    )
  })

  it('is every type but ExternalName', () => {
    expect(refusalsOf({ spec: { type: 'ClusterIP' } })).toEqual([
      'spec.type: must be ExternalName: other Services are not made here',
    ])
    expect(refusalsOf({ spec: { type: 'Alias' } })).toEqual([
      'spec.type: Unsupported value: "Alias": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ])
  })
})

describe('what the API server accepts although it should not', () => {
  const codesOf = (parts: Parts) => checkManifest(service(parts), settings).warnings.map(({ code }) => code)

  it.each<[string, Parts, string[]]>([
    ['an ordinary target', {}, []],
    ['an address', { target: '10.0.0.1' }, ['TARGET_IP_LITERAL']],
    ['a short form of an address', { target: '127.1' }, ['TARGET_IP_LITERAL']],
    ['a label over 63 bytes', { target: `${'a'.repeat(64)}.com` }, ['TARGET_LONG_LABEL']],
    ['localhost', { target: 'localhost' }, ['TARGET_SINGLE_LABEL']],
    ['a single label', { target: 'db' }, ['TARGET_SINGLE_LABEL']],
    ['a Service without the cluster domain', { target: 'db.team-b.svc' }, ['TARGET_SHORT_NAME']],
    ['itself', { target: 'orders-db.team-a.svc.cluster.local' }, ['TARGET_ITSELF']],
    ['the API server', { target: 'kubernetes.default.svc.cluster.local' }, ['TARGET_SYSTEM']],
    ['a system namespace', { target: 'kube-dns.kube-system.svc.cluster.local' }, ['TARGET_SYSTEM']],
    ['another namespace', { target: 'db.team-b.svc.cluster.local' }, []],
    ['a metadata service', { target: 'metadata.google.internal' }, ['TARGET_METADATA']],
    ['a dot at the end', { target: 'db.example.com.' }, ['TARGET_DOT']],
    ['a namespace named like a domain', { name: 'google', namespace: 'com' }, ['NAME_CAPTURES_DOMAIN']],
    ['a selector', { spec: { selector: { app: 'x' } } }, ['SELECTOR_IGNORED']],
  ])('%s', (_, parts, codes) => {
    expect(codesOf(parts)).toEqual(codes)
  })
})

it('tells which labels and annotations are there by good practice', () => {
  const metadata = {
    labels: { environment: 'production' },
    annotations: { 'a8r.io/owner': ' ', 'a8r.io/description': 'Orders' },
  }
  const { practice } = checkManifest(service({ metadata }), settings)
  expect(practice).toHaveLength(8)
  expect(practice.filter(({ isMet }) => isMet).map(({ key }) => key)).toEqual(['environment', 'a8r.io/description'])
})
