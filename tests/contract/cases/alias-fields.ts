import { defineCase, defineSuite } from '../contract-suite.ts'
import { type Cause, expectInvalid, expectSpec } from '../expect-answer.ts'
import { labelMessage, labelValueMessage, namePartMessage } from '../label-messages.ts'
import { aliasSpec, serviceObject, storedAliasSpec, storedPort } from '../service-object.ts'

const forbidden = (field: string): Cause => [field, 'Forbidden', 'Forbidden: may not be set for ExternalName services']
const invalid = (field: string, value: unknown, message: string): Cause => [
  field,
  'Invalid',
  `Invalid value: ${JSON.stringify(value)}: ${message}`,
]
const required = (field: string): Cause => [field, 'Required', 'Required value']
const onlyForLoadBalancers = (field: string): Cause => [
  field,
  'Forbidden',
  "Forbidden: may only be used when `type` is 'LoadBalancer'",
]
const portRange = (field: string, value: number) => invalid(field, value, 'must be between 1 and 65535, inclusive')

const refused: readonly (readonly [title: string, fields: object, causes: readonly Cause[]])[] = [
  ['clusterIP, and names it in the plural', { clusterIP: '10.96.7.7' }, [forbidden('spec.clusterIPs')]],
  ['clusterIP None', { clusterIP: 'None' }, [forbidden('spec.clusterIPs')]],
  ['clusterIPs', { clusterIPs: ['10.96.7.7'] }, [forbidden('spec.clusterIPs')]],
  ['ipFamilies', { ipFamilies: ['IPv4'] }, [forbidden('spec.ipFamilies')]],
  ['ipFamilyPolicy', { ipFamilyPolicy: 'SingleStack' }, [forbidden('spec.ipFamilyPolicy')]],
  [
    'all of them, each by name',
    { clusterIP: '10.96.7.7', clusterIPs: ['10.96.7.7'], ipFamilies: ['IPv4'], ipFamilyPolicy: 'SingleStack' },
    [forbidden('spec.clusterIPs'), forbidden('spec.ipFamilies'), forbidden('spec.ipFamilyPolicy')],
  ],
  [
    'two ports without names',
    { ports: [{ port: 443 }, { port: 80 }] },
    [required('spec.ports[0].name'), required('spec.ports[1].name')],
  ],
  [
    'two ports of one name',
    {
      ports: [
        { name: 'a', port: 443 },
        { name: 'a', port: 80 },
      ],
    },
    [['spec.ports[1].name', 'Duplicate', 'Duplicate value: "a"']],
  ],
  [
    'two ports of one number and protocol',
    {
      ports: [
        { name: 'a', port: 443 },
        { name: 'b', port: 443 },
      ],
    },
    [
      [
        'spec.ports[1]',
        'Duplicate',
        'Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":443,"TargetPort":0,"NodePort":0}',
      ],
    ],
  ],
  ['port 0', { ports: [{ port: 0 }] }, [portRange('spec.ports[0].port', 0), portRange('spec.ports[0].targetPort', 0)]],
  [
    'port 65536',
    { ports: [{ port: 65536 }] },
    [portRange('spec.ports[0].port', 65536), portRange('spec.ports[0].targetPort', 65536)],
  ],
  [
    'a port name in upper case',
    { ports: [{ name: 'HTTP', port: 80 }] },
    [invalid('spec.ports[0].name', 'HTTP', labelMessage)],
  ],
  [
    'a target port that is neither number nor name',
    { ports: [{ port: 80, targetPort: 'Web_' }] },
    [
      invalid(
        'spec.ports[0].targetPort',
        'Web_',
        'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
      ),
    ],
  ],
  [
    'a protocol it does not know',
    { ports: [{ port: 80, protocol: 'ICMP' }] },
    [['spec.ports[0].protocol', 'NotSupported', 'Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"']],
  ],
  [
    'an appProtocol with a blank',
    { ports: [{ port: 80, appProtocol: 'a b' }] },
    [invalid('spec.ports[0].appProtocol', 'a b', namePartMessage)],
  ],
  [
    'a selector of which key and value are wrong',
    { selector: { 'a b': 'x y' } },
    [invalid('spec.selector', 'a b', namePartMessage), invalid('spec.selector', 'x y', labelValueMessage)],
  ],
  [
    'a session affinity it does not know',
    { sessionAffinity: 'Cookie' },
    [['spec.sessionAffinity', 'NotSupported', 'Unsupported value: "Cookie": supported values: "ClientIP", "None"']],
  ],
  [
    'a loopback address among externalIPs',
    { externalIPs: ['127.0.0.1'] },
    [invalid('spec.externalIPs[0]', '127.0.0.1', 'may not be in the loopback range (127.0.0.0/8, ::1/128)')],
  ],
  [
    'loadBalancerSourceRanges',
    { loadBalancerSourceRanges: ['203.0.113.0/24'] },
    [onlyForLoadBalancers('spec.LoadBalancerSourceRanges')],
  ],
  ['loadBalancerClass', { loadBalancerClass: 'x.com/y' }, [onlyForLoadBalancers('spec.loadBalancerClass')]],
  [
    'allocateLoadBalancerNodePorts',
    { allocateLoadBalancerNodePorts: true },
    [onlyForLoadBalancers('spec.allocateLoadBalancerNodePorts')],
  ],
  [
    'externalTrafficPolicy',
    { externalTrafficPolicy: 'Local' },
    [invalid('spec.externalTrafficPolicy', 'Local', 'may only be set for externally-accessible services')],
  ],
  [
    'healthCheckNodePort',
    { healthCheckNodePort: 30100 },
    [
      invalid(
        'spec.healthCheckNodePort',
        30100,
        "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'",
      ),
    ],
  ],
]

const kept: readonly (readonly [title: string, fields: object, stored: object, warnings?: readonly string[]])[] = [
  ['a port, with its defaults', { ports: [{ port: 443 }] }, { ports: [storedPort(443)] }],
  [
    'one number under two protocols',
    {
      ports: [
        { name: 'a', port: 443 },
        { name: 'b', port: 443, protocol: 'UDP' },
      ],
    },
    { ports: [storedPort(443, { name: 'a' }), storedPort(443, { name: 'b', protocol: 'UDP' })] },
  ],
  [
    'a named target port',
    { ports: [{ port: 80, targetPort: 'web' }] },
    { ports: [storedPort(80, { targetPort: 'web' })] },
  ],
  ['target port 0 as the port', { ports: [{ port: 80, targetPort: 0 }] }, { ports: [storedPort(80)] }],
  [
    'a node port that no node opens',
    { ports: [{ port: 80, nodePort: 30080 }] },
    { ports: [storedPort(80, { nodePort: 30080 })] },
  ],
  [
    'an appProtocol',
    { ports: [{ port: 80, appProtocol: 'https' }] },
    { ports: [storedPort(80, { appProtocol: 'https' })] },
  ],
  ['a selector, which selects nothing', { selector: { app: 'x' } }, { selector: { app: 'x' } }],
  [
    'session affinity, with its default time',
    { sessionAffinity: 'ClientIP' },
    { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800 } } },
  ],
  ['publishNotReadyAddresses', { publishNotReadyAddresses: true }, { publishNotReadyAddresses: true }],
  [
    'externalIPs, with a warning',
    { externalIPs: ['203.0.113.9'] },
    { externalIPs: ['203.0.113.9'] },
    ['spec.externalIPs is ignored when spec.type is "ExternalName"'],
  ],
]

export const aliasFields = defineSuite('the other fields of an alias', [
  ...refused.map(([title, fields, causes], index) =>
    defineCase(`refuses ${title}`, async (stage) => {
      const name = `refused-${index}`
      expectInvalid(
        await stage.create('services', serviceObject(name, aliasSpec('a.com', fields))),
        'Service',
        name,
        causes,
      )
    }),
  ),
  ...kept.map(([title, fields, stored, warnings], index) =>
    defineCase(`keeps ${title}`, async (stage) => {
      const answer = await stage.create('services', serviceObject(`kept-${index}`, aliasSpec('a.com', fields)))
      expectSpec(answer, storedAliasSpec('a.com', stored), warnings)
    }),
  ),
  defineCase('drops internalTrafficPolicy', async (stage) => {
    const answer = await stage.create(
      'services',
      serviceObject('dropped', aliasSpec('a.com', { internalTrafficPolicy: 'Local' })),
    )
    expectSpec(answer, storedAliasSpec('a.com'))
  }),
])
