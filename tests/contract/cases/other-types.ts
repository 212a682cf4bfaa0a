import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { type Cause, expectInvalid, expectSpec } from '../expect-answer.ts'
import { serviceObject, storedClusterIpSpec, storedPort } from '../service-object.ts'

const address = expect.stringMatching(/^10\.96\.\d+\.\d+$/)
const nodePort = expect.toSatisfy((port: number) => port >= 30_000 && port <= 32_767)
const ports = [{ port: 80 }]
const ignored = 'spec.externalName is ignored when spec.type is not "ExternalName"'

const refused: readonly (readonly [title: string, spec: object, causes: readonly Cause[]])[] = [
  ['a ClusterIP Service without ports', {}, [['spec.ports', 'Required', 'Required value']]],
  [
    'an unknown type, and its missing ports',
    { type: 'Alias', externalName: 'a.com' },
    [
      ['spec.ports', 'Required', 'Required value'],
      [
        'spec.type',
        'NotSupported',
        'Unsupported value: "Alias": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
      ],
    ],
  ],
  [
    'a headless NodePort Service',
    { type: 'NodePort', clusterIP: 'None', ports },
    [['spec.clusterIPs[0]', 'Invalid', 'Invalid value: "None": may not be set to \'None\' for NodePort services']],
  ],
  [
    'a node port out of range',
    { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] },
    [
      [
        'spec.ports[0].nodePort',
        'Invalid',
        'Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
      ],
    ],
  ],
  [
    'a cluster address that is none',
    { clusterIP: 'x', ports },
    [
      [
        'spec.clusterIPs[0]',
        'Invalid',
        'Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
      ],
    ],
  ],
  [
    'a cluster address outside the range',
    { clusterIP: '10.1.1.1', ports },
    [
      [
        'spec.clusterIPs',
        'Invalid',
        'Invalid value: ["10.1.1.1"]: failed to allocate IP 10.1.1.1: the provided network does not match the current range',
      ],
    ],
  ],
  [
    'a cluster address that is taken',
    { clusterIP: '10.96.0.10', ports },
    [
      [
        'spec.clusterIPs',
        'Invalid',
        'Invalid value: ["10.96.0.10"]: failed to allocate IP 10.96.0.10: provided IP is already allocated',
      ],
    ],
  ],
  [
    'two cluster addresses that differ',
    { clusterIP: '10.96.7.9', clusterIPs: ['10.96.7.10'], ports },
    [['spec.clusterIPs', 'Invalid', 'Invalid value: ["10.96.7.10"]: first value must match `clusterIP`']],
  ],
]

const nodePortFields = { type: 'NodePort', externalTrafficPolicy: 'Cluster', ports: [storedPort(80, { nodePort })] }

const created: readonly (readonly [title: string, spec: object, stored: object, warnings?: readonly string[]])[] = [
  ['gives ClusterIP by default, and an address', { ports }, storedClusterIpSpec(address, { ports: [storedPort(80)] })],
  [
    'gives the address that is asked for',
    { clusterIP: '10.96.200.200', ports },
    storedClusterIpSpec('10.96.200.200', { ports: [storedPort(80)] }),
  ],
  [
    'keeps an externalName beside another type, with a warning',
    { externalName: 'a.com', ports },
    storedClusterIpSpec(address, { externalName: 'a.com', ports: [storedPort(80)] }),
    [ignored],
  ],
  [
    'does not check an externalName beside another type',
    { externalName: 'A_b', ports },
    storedClusterIpSpec(address, { externalName: 'A_b', ports: [storedPort(80)] }),
    [ignored],
  ],
  [
    'gives both families to a headless Service without selector',
    { clusterIP: 'None' },
    storedClusterIpSpec('None', { ipFamilies: ['IPv4', 'IPv6'], ipFamilyPolicy: 'RequireDualStack' }),
  ],
  [
    'gives one family to a headless Service with selector',
    { clusterIP: 'None', selector: { a: 'b' } },
    storedClusterIpSpec('None', { selector: { a: 'b' } }),
  ],
  ['gives a node port to NodePort', { type: 'NodePort', ports }, storedClusterIpSpec(address, nodePortFields)],
  [
    'gives a node port to LoadBalancer',
    { type: 'LoadBalancer', ports },
    storedClusterIpSpec(address, { ...nodePortFields, type: 'LoadBalancer', allocateLoadBalancerNodePorts: true }),
  ],
]

export const otherTypes = defineSuite('Services of the other types', [
  ...refused.map(([title, spec, causes], index) =>
    defineCase(`refuses ${title}`, async (stage) => {
      const name = `refused-${index}`
      expectInvalid(await stage.create('services', serviceObject(name, spec)), 'Service', name, causes)
    }),
  ),
  ...created.map(([title, spec, stored, warnings], index) =>
    defineCase(title, async (stage) => {
      expectSpec(await stage.create('services', serviceObject(`created-${index}`, spec)), stored, warnings)
    }),
  ),
])
