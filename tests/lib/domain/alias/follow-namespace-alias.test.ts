import { describe, expect, it, test } from 'vitest'
import {
  type AliasedService,
  followNamespaceAlias,
  type ServiceLookup,
} from '@/lib/domain/alias/follow-namespace-alias'
import { namespaceAliasFinding } from '@/lib/domain/finding/namespace-alias-finding'

const clusterIp = (readyEndpoints: number | null, totalEndpoints = readyEndpoints): AliasedService => ({
  type: 'ClusterIP',
  target: null,
  readyEndpoints,
  totalEndpoints,
})

const alias = (target: string): AliasedService => ({
  type: 'ExternalName',
  target,
  readyEndpoints: null,
  totalEndpoints: null,
})

function cluster(services: Record<string, AliasedService>): ServiceLookup {
  return (namespace, service) =>
    namespace === 'secret' ? 'unknown' : (services[`${namespace}/${service}`] ?? 'missing')
}

function follow(target: string, services: Record<string, AliasedService>) {
  return followNamespaceAlias({ namespace: 'checkout', name: 'otel', target }, 'cluster.local', cluster(services))
}

function findingOf(target: string, services: Record<string, AliasedService>) {
  const path = follow(target, services)
  if (path === null) throw new Error(`${target} is no namespace alias`)
  return namespaceAliasFinding(path)
}

const name = (service: string, namespace = 'obs') => `${service}.${namespace}.svc.cluster.local`

test('says nothing of targets outside the cluster', () => {
  expect(follow('api.stripe.com', {})).toBeNull()
})

test('ends at the Service with its type and its ready endpoints', () => {
  const services = { 'obs/otel': clusterIp(2, 3) }
  expect(follow(name('otel'), services)).toEqual({
    steps: [{ namespace: 'obs', service: 'otel', type: 'ClusterIP' }],
    end: { kind: 'ready', type: 'ClusterIP', ready: 2 },
    brokenAt: null,
  })
  expect(findingOf(name('otel'), services)).toBeNull()
})

test('goes through further aliases and names the way', () => {
  const services = { 'obs/a': alias(name('b')), 'obs/b': alias(name('c')), 'obs/c': clusterIp(0, 3) }
  expect(follow(name('a'), services)).toMatchObject({
    end: { kind: 'no-ready-endpoint', total: 3 },
    brokenAt: name('c'),
  })
  expect(findingOf(name('a'), services)).toMatchObject({
    code: 'NAMESPACE_ALIAS_NO_READY_ENDPOINT',
    severity: 'critical',
    evidence: `${name('c')} (ClusterIP) has 0 ready of 3 endpoints. The way there: obs/a → obs/b → obs/c.`,
  })
})

test('names the missing Service as the broken hop', () => {
  expect(follow(name('a'), { 'obs/a': alias(name('gone')) })).toMatchObject({
    end: { kind: 'missing-service' },
    brokenAt: name('gone'),
  })
  expect(findingOf(name('gone'), {})).toMatchObject({
    code: 'NAMESPACE_ALIAS_MISSING_SERVICE',
    evidence: `There is no Service behind ${name('gone')}.`,
  })
})

test('leaves the cluster where an alias on the way does', () => {
  expect(follow(name('a'), { 'obs/a': alias('api.stripe.com') })).toMatchObject({
    end: { kind: 'outside', target: 'api.stripe.com' },
    brokenAt: null,
  })
})

describe('loops and length', () => {
  it('tells an alias of itself', () => {
    expect(follow('otel.checkout.svc.cluster.local', {})).toMatchObject({
      steps: [],
      end: { kind: 'loop' },
      brokenAt: 'otel.checkout.svc.cluster.local',
    })
  })

  it('tells a loop among others', () => {
    const services = { 'obs/a': alias(name('b')), 'obs/b': alias(name('a')) }
    expect(follow(name('a'), services)).toMatchObject({ end: { kind: 'loop' }, brokenAt: name('a') })
    expect(findingOf(name('a'), services)?.code).toBe('NAMESPACE_ALIAS_LOOP')
  })

  it('stops after 8 Services and asks for no more', () => {
    const asked: string[] = []
    const path = followNamespaceAlias(
      { namespace: 'checkout', name: 'otel', target: name('s0') },
      'cluster.local',
      (_, service) => {
        asked.push(service)
        return alias(name(`s${Number(service.slice(1)) + 1}`))
      },
    )
    expect(path).toMatchObject({ end: { kind: 'too-long' }, brokenAt: name('s8') })
    expect(asked).toHaveLength(8)
  })
})

describe('names of pods', () => {
  const headless = { ...clusterIp(2), readyNames: ['db-0', '10-0-0-7'] }

  it('finds a ready endpoint by its host name or its address', () => {
    for (const pod of ['db-0', '10-0-0-7']) {
      expect(follow(`${pod}.${name('db')}`, { 'obs/db': headless })?.end.kind).toBe('ready')
    }
  })

  it('names the pod that is not ready', () => {
    expect(findingOf(`db-1.${name('db')}`, { 'obs/db': headless })).toMatchObject({
      code: 'NAMESPACE_ALIAS_MISSING_POD',
      evidence: `No ready endpoint is named db-1 behind db-1.${name('db')}. The way there: obs/db.`,
    })
  })

  it('finds no pod below an alias', () => {
    expect(follow(`db-0.${name('a')}`, { 'obs/a': alias('api.stripe.com') })?.end.kind).toBe('missing-pod')
  })
})

test('tells a name that lacks the cluster domain, which no client completes', () => {
  expect(findingOf('otel.obs.svc', { 'obs/otel': clusterIp(1) })).toMatchObject({
    code: 'NAMESPACE_ALIAS_SHORT_NAME',
    severity: 'critical',
  })
})

test('says what may not be read, and calls it unknown', () => {
  expect(findingOf(name('x', 'secret'), {})).toMatchObject({ code: 'NAMESPACE_ALIAS_UNKNOWN', severity: 'unknown' })
  expect(findingOf(name('otel'), { 'obs/otel': clusterIp(null) })).toMatchObject({
    severity: 'unknown',
    fix: 'Allow it to get endpointslices in that namespace.',
  })
})
