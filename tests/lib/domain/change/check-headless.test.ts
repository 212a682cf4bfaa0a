import { describe, expect, it } from 'vitest'
import type { AddressHolder, HeadlessEvidence } from '@/lib/domain/change/change-evidence'
import { checkHeadless } from '@/lib/domain/change/check-headless'
import { headless } from '@/lib/domain/change/endpoint'
import type { PrecheckState } from '@/lib/domain/change/precheck'
import { slice } from './endpoint-slices'

const service = { namespace: 'shop', name: 'db', type: 'ExternalName', target: '203.0.113.9' }
const none: AddressHolder = { kind: 'none' }
const at = (address: string, holder: AddressHolder = none) => ({ addresses: [{ address, holder }] })

function evidence(members: Partial<HeadlessEvidence> = {}): HeadlessEvidence {
  return {
    to: headless(['203.0.113.9'], []),
    ...at('203.0.113.9'),
    ports: [{ name: 'sql', port: 5432 }],
    slices: [],
    selector: null,
    outcome: { selector: null, portNames: ['sql'], slicePortNames: [['sql']] },
    ...members,
  }
}

type Case = [title: string, members: Partial<HeadlessEvidence>, code: string, state: PrecheckState | undefined]

const named = (kind: 'service' | 'pod'): AddressHolder => ({ kind, namespace: 'other', name: 'x' })
const outcome = (members: Partial<NonNullable<HeadlessEvidence['outcome']>>) => ({
  outcome: { selector: null, portNames: ['sql'], slicePortNames: [['sql']], ...members },
})

describe('a change to addresses', () => {
  it('needs nothing said where all is well', () => {
    const states = checkHeadless(evidence(), service).map(({ state }) => state)
    expect(states.filter((state) => state !== 'pass' && state !== 'info')).toEqual([])
  })

  it.each<Case>([
    ['a canonical IPv4 address passes', {}, 'address-canonical', 'pass'],
    ['a canonical IPv6 address passes', at('2001:db8::9'), 'address-canonical', 'pass'],
    ['capitals are not canonical', at('2001:DB8::9'), 'address-canonical', 'block'],
    ['zeros written out are not canonical', at('2001:db8:0:0:0:0:0:9'), 'address-canonical', 'block'],
    ['loopback is blocked', at('127.0.0.1'), 'address-usable', 'block'],
    ['loopback of IPv6 is blocked', at('::1'), 'address-usable', 'block'],
    ['the metadata address is blocked, being link-local', at('169.254.169.254'), 'address-usable', 'block'],
    ['link-local of IPv6 is blocked', at('fe80::1'), 'address-usable', 'block'],
    ['multicast is blocked', at('239.1.2.3'), 'address-usable', 'block'],
    ['multicast of IPv6 is blocked', at('ff0e::1'), 'address-usable', 'block'],
    ['the unspecified address is blocked', at('0.0.0.0'), 'address-usable', 'block'],
    ['an IPv4 loopback inside an IPv6 address is blocked', at('::ffff:127.0.0.1'), 'address-usable', 'block'],
    ['a private address is fine', at('10.20.30.40'), 'address-usable', 'pass'],
    ['the cluster IP of another Service is blocked', at('10.96.0.1', named('service')), 'address-outside', 'block'],
    ['the address of a pod is warned of', at('10.1.2.3', named('pod')), 'address-pod', 'warn'],
    [
      'who has it being unknown is a warning, never a pass',
      at('10.1.2.3', { kind: 'unknown', why: 'no' }),
      'address-holder',
      'warn',
    ],
    ['and says nothing of being outside', at('10.1.2.3', { kind: 'unknown', why: 'no' }), 'address-outside', undefined],
    ['ports nobody knows are blocked', { ports: [] }, 'ports-known', 'block'],
    ['other port names in a slice are blocked', outcome({ slicePortNames: [['db']] }), 'ports-named', 'block'],
    ['a missing port in a slice is blocked', outcome({ slicePortNames: [[]] }), 'ports-named', 'block'],
    [
      'equal names in another order pass',
      outcome({ portNames: ['a', 'b'], slicePortNames: [['b', 'a']] }),
      'ports-named',
      undefined,
    ],
    ['a selector that stays is blocked', outcome({ selector: { app: 'x' } }), 'no-selector', 'block'],
    ['a selector that goes is told', { selector: { app: 'x' } }, 'no-selector', 'info'],
    ['no selector passes', {}, 'no-selector', 'pass'],
    [
      'a stale slice is blocked',
      { slices: [slice({ name: 'db-abc', managedBy: 'endpointslice-controller.k8s.io' })] },
      'foreign-slices',
      'block',
    ],
    [
      'a slice nobody keeps is blocked',
      { slices: [slice({ name: 'db-abc', managedBy: null })] },
      'foreign-slices',
      'block',
    ],
    ['our name held by another is blocked', { slices: [slice({ serviceName: 'other' })] }, 'slice-collides', 'block'],
    ['a slice of ours that is left is told', { slices: [slice()] }, 'slice-left', 'info'],
    ['TLS by its port is warned of', { ports: [{ port: 443 }] }, 'tls-names', 'warn'],
    ['TLS by its name is warned of', { ports: [{ name: 'https', port: 8000 }] }, 'tls-names', 'warn'],
    ['TLS behind the port is warned of', { ports: [{ port: 80, targetPort: 8443 }] }, 'tls-names', 'warn'],
    ['other ports are told of', {}, 'tls-names', 'info'],
    ['that an undo returns to NXDOMAIN is told', {}, 'undo-returns', 'info'],
  ])('%s', (_, members, code, state) => {
    expect(checkHeadless(evidence(members), service).find((answer) => answer.code === code)?.state).toBe(state)
  })

  it('names the Endpoints to be deleted first where a controller mirrors them', () => {
    const mirrored = slice({ name: 'db-m', managedBy: 'endpointslicemirroring-controller.k8s.io' })
    const found = checkHeadless(evidence({ slices: [mirrored] }), service).find(({ code }) => code === 'foreign-slices')
    expect(found?.evidence).toContain('kubectl delete endpoints --namespace shop db')
  })

  it('returns to a name when it began at one', () => {
    const codes = checkHeadless(evidence(), { ...service, target: 'db.example.com' }).map(({ code }) => code)
    expect(codes).not.toContain('undo-returns')
  })
})
