import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServicePort } from '@/lib/domain/alias/alias'
import { type ProbeSettings, type ProbeSubject, planProbe, probePortAnnotation } from '@/lib/domain/probe/probe-policy'

const port = (number: number, name: string | null = null, protocol = 'TCP'): ServicePort => ({
  name,
  port: number,
  protocol,
  targetPort: null,
})
const settings: ProbeSettings = {
  namespaces: ['shop'],
  suffixes: ['rds.amazonaws.com', '.Example.COM.'],
  ports: [443, 587, 5432, 6379, 8443],
}
const subject: ProbeSubject = { namespace: 'shop', target: 'db.example.com', ports: [], annotations: {} }
const postgres = { defaultPort: 5432, tlsMode: 'starttls-postgres' as const }

describe('a probe is off', () => {
  it.each(['namespaces', 'suffixes', 'ports'] as const)('while the settings name no %s', (list) => {
    const plan = planProbe({ ...subject, ports: [port(443)] }, null, { ...settings, [list]: [] })
    expect(plan).toMatchObject({ kind: 'skip', code: 'off' })
  })

  it.each([
    ['another namespace', { namespace: 'shop-2' }, 'namespace', 'shop-2'],
    ['another domain', { target: 'db.other.example' }, 'suffix', 'db.other.example'],
    ['a domain that only ends alike', { target: 'evilexample.com' }, 'suffix', 'evilexample.com'],
    ['a domain that only begins alike', { target: 'rds.amazonaws.com.evil.example' }, 'suffix', 'evil'],
    ['no target', { target: null }, 'no-target', 'no name'],
    ['an address as target', { target: '0x7f.1' }, 'no-target', 'no name'],
    ['no port at all', {}, 'no-port', probePortAnnotation],
    ['only ports of UDP', { ports: [port(443, 'quic', 'UDP')] }, 'no-port', probePortAnnotation],
    ['a port that is not listed', { ports: [port(22)] }, 'port', '22'],
    ['a first port that is not listed, though the next one is', { ports: [port(22), port(443)] }, 'port', '22'],
    ['an annotation out of range', { annotations: { [probePortAnnotation]: '65536' } }, 'bad-annotation', '65536'],
    ['an annotation that is a list', { annotations: { [probePortAnnotation]: '443,22' } }, 'bad-annotation', '443,22'],
    ['a hostile annotation', { annotations: { [probePortAnnotation]: '\u202e<b>' } }, 'bad-annotation', '\\u{202e}<b>'],
  ])('for %s, and says so', (_title, change, code, why) => {
    const plan = planProbe({ ...subject, ...change }, null, settings)
    expect(plan).toEqual({ kind: 'skip', code, why: expect.stringContaining(why) })
  })
})

describe('the port', () => {
  const annotations = { [probePortAnnotation]: '8443' }

  it('is the first TCP port of the Service, then the annotation, then what is usual for the provider', () => {
    const ports = [port(53, 'dns', 'UDP'), port(443, 'https'), port(5432)]
    expect(planProbe({ ...subject, ports, annotations }, postgres, settings)).toEqual({
      kind: 'probe',
      host: 'db.example.com',
      port: 443,
      source: 'spec.ports',
      tls: 'direct',
    })
    expect(planProbe({ ...subject, annotations }, postgres, settings)).toMatchObject({
      port: 8443,
      source: 'annotation',
    })
    expect(planProbe(subject, postgres, settings)).toMatchObject({
      port: 5432,
      source: 'provider',
      tls: 'starttls-postgres',
    })
  })

  it.each([
    [443, null, 'direct'],
    [5432, null, 'starttls-postgres'],
    [587, 'submission', 'starttls-smtp'],
    [6379, 'redis', 'none'],
    [6379, 'rediss', 'direct'],
    [6379, 'redis-tls', 'direct'],
    [6379, 'redis-without-tlsx', 'none'],
  ] as const)('%i named %s begins TLS: %s', (number, name, tls) => {
    expect(planProbe({ ...subject, ports: [port(number, name)] }, null, settings)).toMatchObject({ tls })
  })

  it('begins TLS as the provider does at its usual port', () => {
    const provider = { defaultPort: 6379, tlsMode: 'direct' as const }
    expect(planProbe({ ...subject, ports: [port(6379)] }, provider, settings)).toMatchObject({ tls: 'direct' })
    expect(planProbe({ ...subject, ports: [port(5432)] }, provider, settings)).toMatchObject({
      tls: 'starttls-postgres',
    })
  })

  it('begins TLS as the provider does at a port that tells nothing by itself', () => {
    const provider = { defaultPort: 27017, tlsMode: 'direct' as const }
    expect(planProbe({ ...subject, ports: [port(6379)] }, provider, settings)).toMatchObject({ tls: 'direct' })
  })
})

describe('the allow-lists', () => {
  it('take a star for any namespace or suffix, and a suffix for itself', () => {
    const any = { ...settings, namespaces: ['*'], suffixes: ['*'] }
    expect(planProbe({ ...subject, namespace: 'x', target: 'y.example', ports: [port(443)] }, null, any).kind).toBe(
      'probe',
    )
    for (const target of ['example.com', 'DB.example.com.', 'a.b.rds.amazonaws.com'])
      expect(planProbe({ ...subject, target, ports: [port(443)] }, null, settings).kind).toBe('probe')
  })

  it('let nothing through by an empty suffix', () => {
    for (const suffix of ['', '.', '*.'])
      expect(planProbe({ ...subject, ports: [port(443)] }, null, { ...settings, suffixes: [suffix] }).kind).toBe('skip')
  })

  it('hold for every alias: what is probed is listed', () => {
    const numbers = fc.oneof(fc.constantFrom(...settings.ports), fc.integer({ min: 1, max: 65_535 }))
    const ports = numbers.map((number) => port(number))
    const anything = fc.record({
      namespace: fc.oneof(fc.constant('shop'), fc.string()),
      target: fc.oneof(fc.constant('db.example.com'), fc.domain(), fc.string()),
      ports: fc.array(ports, { maxLength: 3 }),
      annotations: fc.oneof(
        fc.constant({}),
        fc.string().map((text) => ({ [probePortAnnotation]: text })),
      ),
    })
    fc.assert(
      fc.property(anything, (alias) => {
        const plan = planProbe(alias, null, settings)
        if (plan.kind === 'skip') expect(plan.why).not.toBe('')
        else {
          expect(alias.namespace).toBe('shop')
          expect(plan.host).toMatch(/(^|\.)(rds\.amazonaws\.com|example\.com)$/)
          expect(settings.ports).toContain(plan.port)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
