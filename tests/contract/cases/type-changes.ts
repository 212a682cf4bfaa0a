import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { type Cause, expectInvalid, expectSpec, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec, storedClusterIpSpec, storedPort } from '../service-object.ts'

const address = expect.stringMatching(/^10\.96\.\d+\.\d+$/)
const nodePort = expect.toSatisfy((port: number) => port >= 30_000 && port <= 32_767)
const workload = { selector: { app: 'a' }, ports: [{ port: 80 }] }
const storedWorkload = { selector: { app: 'a' }, ports: [storedPort(80)] }
const headless = { clusterIP: 'None', ...workload }
const toAlias = { type: 'ExternalName', externalName: 'a.com' }
const toClusterIp = { type: 'ClusterIP', externalName: null, ports: [{ port: 80 }] }
const onePort = { ports: [storedPort(80)] }
const asAlias = storedAliasSpec('a.com', storedWorkload)
const nodePorts = { type: 'NodePort', externalTrafficPolicy: 'Cluster', ports: [storedPort(80, { nodePort })] }

type Change = readonly [title: string, from: object, patch: object, stored: object, warnings?: readonly string[]]

const changes: readonly Change[] = [
  ['ClusterIP → ExternalName gives up the address, keeps selector and ports', workload, toAlias, asAlias],
  ['ClusterIP → ExternalName may send the address as null', workload, { ...toAlias, clusterIP: null }, asAlias],
  ['ClusterIP → ExternalName may send an empty address', workload, { ...toAlias, clusterIP: '' }, asAlias],
  ['NodePort → ExternalName gives up the node port', { type: 'NodePort', ...workload }, toAlias, asAlias],
  [
    'NodePort with externalTrafficPolicy Local → ExternalName drops the policy',
    { type: 'NodePort', externalTrafficPolicy: 'Local', ...workload },
    toAlias,
    asAlias,
  ],
  ['LoadBalancer → ExternalName gives up what it allocated', { type: 'LoadBalancer', ...workload }, toAlias, asAlias],
  ['headless → ExternalName', headless, toAlias, asAlias],
  ['headless → ExternalName may send the unchanged None', headless, { ...toAlias, clusterIP: 'None' }, asAlias],
  [
    'ClusterIP with session affinity → ExternalName keeps the affinity',
    { ...workload, sessionAffinity: 'ClientIP' },
    toAlias,
    { ...asAlias, sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } },
  ],
  ['ExternalName → ClusterIP gives an address', aliasSpec('a.com'), toClusterIp, storedClusterIpSpec(address, onePort)],
  [
    'ExternalName → ClusterIP keeps a name that is not set to null, with a warning',
    aliasSpec('a.com'),
    { type: 'ClusterIP', ports: [{ port: 80 }] },
    storedClusterIpSpec(address, { ...onePort, externalName: 'a.com' }),
    ['spec.externalName is ignored when spec.type is not "ExternalName"'],
  ],
  [
    'ExternalName → ClusterIP needs no ports where some were kept',
    aliasSpec('a.com', workload),
    { type: 'ClusterIP', externalName: null },
    storedClusterIpSpec(address, storedWorkload),
  ],
  [
    'ExternalName → ClusterIP takes the address that is asked for',
    aliasSpec('a.com'),
    { ...toClusterIp, clusterIP: '10.96.250.250' },
    storedClusterIpSpec('10.96.250.250', onePort),
  ],
  [
    'a type of null is ClusterIP',
    aliasSpec('a.com'),
    { ...toClusterIp, type: null },
    storedClusterIpSpec(address, onePort),
  ],
  [
    'ExternalName → NodePort',
    aliasSpec('a.com'),
    { ...toClusterIp, type: 'NodePort' },
    storedClusterIpSpec(address, nodePorts),
  ],
  [
    'ExternalName → LoadBalancer',
    aliasSpec('a.com'),
    { ...toClusterIp, type: 'LoadBalancer' },
    storedClusterIpSpec(address, { ...nodePorts, type: 'LoadBalancer', allocateLoadBalancerNodePorts: true }),
  ],
  [
    'ExternalName → headless needs no ports, and is dual-stack without a selector',
    aliasSpec('a.com'),
    { type: 'ClusterIP', clusterIP: 'None', externalName: null },
    storedClusterIpSpec('None', { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' }),
  ],
  [
    'ExternalName → headless with a selector is single-stack',
    aliasSpec('a.com', { selector: { a: 'b' } }),
    { type: 'ClusterIP', clusterIP: 'None', externalName: null },
    storedClusterIpSpec('None', { selector: { a: 'b' } }),
  ],
  [
    'headless → ClusterIP by null is silently nothing',
    headless,
    { clusterIP: null },
    storedClusterIpSpec('None', storedWorkload),
  ],
  [
    'an address set to null stays',
    { clusterIP: '10.96.251.1', ...workload },
    { clusterIP: null },
    storedClusterIpSpec('10.96.251.1', storedWorkload),
  ],
  [
    'ClusterIP → NodePort',
    workload,
    { type: 'NodePort' },
    storedClusterIpSpec(address, { ...storedWorkload, ...nodePorts }),
  ],
  [
    'a trailing dot is a change of the target',
    aliasSpec('a.com'),
    { externalName: 'a.com.' },
    storedAliasSpec('a.com.'),
  ],
]

const portsRequired: readonly Cause[] = [['spec.ports', 'Required', 'Required value']]
const targetRequired: readonly Cause[] = [['spec.externalName', 'Required', 'Required value']]
const fixed = (ip: string): readonly Cause[] => [
  ['spec.clusterIPs[0]', 'Invalid', `Invalid value: ["${ip}"]: may not change once set`],
]
const notForAliases = (field: string): readonly Cause[] => [
  [field, 'Forbidden', 'Forbidden: may not be set for ExternalName services'],
]

const refused: readonly (readonly [title: string, from: object, patch: object, causes: readonly Cause[]])[] = [
  ['ClusterIP → ExternalName without a name', workload, { type: 'ExternalName' }, targetRequired],
  [
    'ClusterIP → ExternalName with another address',
    workload,
    { ...toAlias, clusterIP: '10.96.3.3' },
    notForAliases('spec.clusterIPs'),
  ],
  ['ExternalName → ClusterIP without ports', aliasSpec('a.com'), { type: 'ClusterIP' }, portsRequired],
  [
    'ExternalName → NodePort without ports',
    aliasSpec('a.com'),
    { type: 'NodePort', externalName: null },
    portsRequired,
  ],
  [
    'ExternalName → ClusterIP with an address that is taken',
    aliasSpec('a.com'),
    { ...toClusterIp, clusterIP: '10.96.0.10' },
    [
      [
        'spec.clusterIPs',
        'Invalid',
        'Invalid value: ["10.96.0.10"]: failed to allocate IP 10.96.0.10: provided IP is already allocated',
      ],
    ],
  ],
  [
    'None for an alias that keeps its type',
    aliasSpec('a.com'),
    { clusterIP: 'None' },
    notForAliases('spec.clusterIPs'),
  ],
  ['ipFamilies for an alias', aliasSpec('a.com'), { ipFamilies: ['IPv4'] }, notForAliases('spec.ipFamilies')],
  ['ClusterIP → headless', workload, { clusterIP: 'None' }, fixed('None')],
  ['headless → ClusterIP', headless, { clusterIP: '10.96.9.9' }, fixed('10.96.9.9')],
  ['another address for a ClusterIP Service', workload, { clusterIP: '10.96.9.9' }, fixed('10.96.9.9')],
  [
    'headless → NodePort',
    headless,
    { type: 'NodePort' },
    [['spec.clusterIPs[0]', 'Invalid', 'Invalid value: "None": may not be set to \'None\' for NodePort services']],
  ],
  ['a ClusterIP Service without its ports', workload, { ports: null }, portsRequired],
  ['an alias without its target', aliasSpec('a.com'), { externalName: null }, targetRequired],
]

const twoSteps: readonly Change[] = [
  [
    'headless → ClusterIP goes by way of ExternalName',
    headless,
    { type: 'ClusterIP', externalName: null },
    storedClusterIpSpec(address, storedWorkload),
  ],
  [
    'the address that was given up can be asked back while nobody took it',
    { clusterIP: '10.96.251.2', ...workload },
    { type: 'ClusterIP', externalName: null, clusterIP: '10.96.251.2' },
    storedClusterIpSpec('10.96.251.2', storedWorkload),
  ],
]

export const typeChanges = defineSuite('changes of type', [
  ...changes.map(([title, from, patch, stored, warnings], index) =>
    defineCase(title, async (stage) => {
      const name = `changed-${index}`
      await stage.create('services', serviceObject(name, from))
      expectSpec(await stage.patch('services', name, 'merge', { spec: patch }), stored, warnings)
      const read = await stage.read('services', name)
      expectSpec(read, stored)
      expect(valueAt(read.body, 'status')).toEqual({ loadBalancer: {} })
    }),
  ),
  ...refused.map(([title, from, patch, causes], index) =>
    defineCase(`refused: ${title}`, async (stage) => {
      const name = `refused-${index}`
      const created = await stage.create('services', serviceObject(name, from))
      expectInvalid(await stage.patch('services', name, 'merge', { spec: patch }), 'Service', name, causes)
      expect((await stage.read('services', name)).body).toEqual(created.body)
    }),
  ),
  ...twoSteps.map(([title, from, patch, stored], index) =>
    defineCase(title, async (stage) => {
      const name = `stepped-${index}`
      await stage.create('services', serviceObject(name, from))
      expectSpec(await stage.patch('services', name, 'merge', { spec: toAlias }), asAlias)
      expectSpec(await stage.patch('services', name, 'merge', { spec: patch }), stored)
    }),
  ),
  defineCase('NodePort → ClusterIP keeps the address', async (stage) => {
    const created = await stage.create('services', serviceObject('kept-address', { type: 'NodePort', ...workload }))
    const answer = await stage.patch('services', 'kept-address', 'merge', { spec: { type: 'ClusterIP' } })
    expectSpec(answer, storedClusterIpSpec(textAt(created.body, 'spec.clusterIP'), storedWorkload))
  }),
  defineCase('ClusterIP → ExternalName may send the unchanged addresses', async (stage) => {
    const created = await stage.create('services', serviceObject('unchanged', workload))
    const clusterIP = textAt(created.body, 'spec.clusterIP')
    const patch = { spec: { ...toAlias, clusterIP, clusterIPs: [clusterIP] } }
    expectSpec(await stage.patch('services', 'unchanged', 'merge', patch), asAlias)
  }),
  defineCase('LoadBalancer → ExternalName clears the addresses in the status', async (stage) => {
    await stage.create('services', serviceObject('balanced', { type: 'LoadBalancer', ...workload }))
    const reported = await stage.call({
      method: 'PATCH',
      path: `${stage.path('services', 'balanced')}/status`,
      body: { status: { loadBalancer: { ingress: [{ ip: '203.0.113.77' }] } } },
      headers: { 'content-type': 'application/merge-patch+json' },
    })
    expect(valueAt(reported.body, 'status')).toEqual({
      loadBalancer: { ingress: [{ ip: '203.0.113.77', ipMode: 'VIP' }] },
    })
    const answer = await stage.patch('services', 'balanced', 'merge', { spec: toAlias })
    expectSpec(answer, asAlias)
    expect(valueAt(answer.body, 'status')).toEqual({ loadBalancer: {} })
  }),
])
