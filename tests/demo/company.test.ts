import ipaddr from 'ipaddr.js'
import { describe, expect, it } from 'vitest'
import { readOwner } from '@/lib/domain/alias/read-owner'
import { readFreeze } from '@/lib/domain/change/read-freeze'
import { readEnvironment } from '@/lib/domain/environment/read-environment'
import { company } from '../../demo/company/company.ts'
import { deliveredServices } from '../../demo/company/delivered-services.ts'
import { movingWorldAt } from '../../demo/company/moving-world.ts'
import { outsideWorld, worldSeenFromInside } from '../../demo/company/outside-world.ts'
import { loyalty } from '../../demo/company/own-zone.ts'
import { seedCompany } from '../../demo/company/seed-company.ts'
import { seedDelivery } from '../../demo/company/seed-delivery.ts'
import type { WorldAnswer, WorldRecord } from '../../demo/world/world-answer.ts'
import { initialAnswers } from '../../demo/world/world-answers.ts'

const aliases = company.flatMap((namespace) =>
  namespace.aliases.map((alias) => ({
    ...alias,
    id: `${namespace.name}/${alias.name}`,
    owner: readOwner({
      labels: alias.labels ?? {},
      annotations: alias.annotations ?? {},
      namespaceAnnotations: namespace.annotations ?? {},
    }),
    environment: readEnvironment({
      labels: alias.labels ?? {},
      namespaceLabels: namespace.labels ?? {},
      namespace: namespace.name,
    }),
  })),
)

function recordsOf(answer: WorldAnswer | null): readonly WorldRecord[] {
  if (answer === null || typeof answer === 'string') return []
  return 'records' in answer ? answer.records : answer
}

describe('the company', () => {
  it('has 60 to 140 aliases with names of their own in at least 12 namespaces', () => {
    expect(aliases.length).toBeGreaterThanOrEqual(60)
    expect(aliases.length).toBeLessThanOrEqual(140)
    expect(company.length).toBeGreaterThanOrEqual(12)
    expect(new Set(aliases.map(({ id }) => id)).size).toBe(aliases.length)
  })

  it('has three environments, told by a label, by the namespace’s label and by its name, and a namespace that says none', () => {
    expect(new Set(aliases.map(({ environment }) => environment))).toEqual(
      new Set(['production', 'staging', 'development', null]),
    )
    const isLabelled = (labels: Readonly<Record<string, string>> = {}) => 'environment' in labels || 'env' in labels
    expect(aliases.some(({ labels }) => isLabelled(labels))).toBe(true)
    expect(company.some(({ labels }) => isLabelled(labels))).toBe(true)
    expect(company.some(({ name, labels }) => /-(prod|staging|dev)$/.test(name) && !isLabelled(labels))).toBe(true)
  })

  it('names owners by every kind of evidence, and leaves some aliases without one', () => {
    const own = ['a8r.io/owner', 'owner', 'team', 'backstage.io/owner']
    expect(new Set(aliases.map(({ owner }) => owner?.source ?? 'nobody'))).toEqual(
      new Set([...own, ...own.map((key) => `namespace ${key}`), 'app.kubernetes.io/part-of', 'nobody']),
    )
  })

  it.each([
    ['a managed database', /\.(rds\.amazonaws\.com|mongodb\.net|database\.azure\.com)$/],
    ['a third-party API', /^api\.[a-z]+\.(example|com)$/],
    ['another cluster', /\.clusters\.quillmoor\.example$/],
    ['a legacy system', /\.corp\.quillmoor\.example$/],
    ['a Service of another namespace', /\.svc\.cluster\.local$/],
  ])('has aliases of each use: %s', (_use, pattern) => {
    expect(aliases.filter(({ target }) => pattern.test(target)).length).toBeGreaterThan(1)
  })

  it('gives its own names example domains, or those of providers in public guides', () => {
    const own = aliases.map(({ target }) => target).filter((target) => target.includes('quillmoor'))
    const providers =
      /\.(amazonaws\.com|snowflakecomputing\.com|azure\.com|azurewebsites\.net|cloudfront\.net|algolia\.net|found\.io|auth0\.com|windows\.net)$/
    expect(own.filter((target) => !target.endsWith('.example') && !providers.test(target))).toEqual([])
  })
})

describe('the company’s objects', () => {
  const written = (now: Date) => {
    const lines: string[] = []
    seedCompany(now, (objects, { at, manager }) => lines.push(JSON.stringify([objects, at, manager])))
    return lines
  }

  it('are the same each time, and all of them older than now', () => {
    const now = new Date('2026-11-23T12:00:00Z')
    expect(written(now)).toEqual(written(now))
    seedCompany(now, (_objects, { at }) => expect(at.getTime()).toBeLessThan(now.getTime()))
  })

  it('limit where pods may go in two namespaces: by port, and by range, so that an alias of each cannot be reached', () => {
    const policies: unknown[] = []
    seedCompany(new Date(0), (objects) => {
      for (const { kind, metadata, spec } of objects)
        if (kind === 'NetworkPolicy') policies.push([metadata.namespace, spec])
    })
    const rule = (change: object) => ({ egress: [expect.anything(), expect.objectContaining(change)] })
    expect(policies).toEqual([
      ['payments', expect.objectContaining(rule({ ports: [{ protocol: 'TCP', port: 443 }] }))],
      [
        'warehouse',
        expect.objectContaining(
          rule({ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.40.0.0/16'] } }, expect.anything()] }),
        ),
      ],
    ])
  })

  it('are frozen here and there until a day to come, a Service and a whole namespace, with the reason', () => {
    const now = new Date('2026-11-23T12:00:00Z')
    const frozen: string[] = []
    seedCompany(now, (objects) => {
      for (const { kind, metadata } of objects) {
        const annotations: unknown = metadata.annotations
        const freeze = readFreeze((annotations ?? {}) as Record<string, string>)
        if (freeze === null) continue
        expect(freeze.untilMs).toBeGreaterThan(now.getTime())
        expect(freeze.reason).toMatch(/^\w+ /)
        frozen.push(kind)
      }
    })
    expect(new Set(frozen)).toEqual(new Set(['Service', 'Namespace']))
  })

  it('are delivered by Argo CD for two whole groups, whose tracking ids name the Services themselves', () => {
    const tracked: unknown[] = []
    seedCompany(new Date(), (objects, { manager }) => {
      for (const { metadata } of objects) {
        const { namespace, name, annotations } = metadata as { namespace: string; name: string; annotations?: object }
        const id: unknown = Reflect.get(annotations ?? {}, 'argocd.argoproj.io/tracking-id')
        if (id === undefined) continue
        expect([id, manager]).toEqual([`${namespace}:/Service:${namespace}/${name}`, 'argocd-controller'])
        tracked.push(name)
      }
    })
    const groups = ['media', 'media-2023', 'media-2026', 'stock-levels', 'stock-levels-blue', 'stock-levels-green']
    expect(tracked).toEqual(groups)
  })

  it('come with the Application of each Service that is delivered, one that heals itself and one that does not', () => {
    const heals: [unknown, unknown][] = []
    seedDelivery(new Date(), (objects) => {
      for (const { kind, metadata, spec } of objects)
        if (kind === 'Application') heals.push([metadata.name, JSON.stringify(spec).includes('"selfHeal":true')])
    })
    expect(heals).toEqual([
      ['catalogue', true],
      ['storefront', false],
    ])
    expect(new Set(deliveredServices().map(({ deliveredBy }) => deliveredBy))).toEqual(
      new Set(heals.map(([name]) => name)),
    )
  })

  it('come after their namespace', () => {
    const seen = new Set<unknown>()
    const early: unknown[] = []
    seedCompany(new Date(0), (objects) => {
      for (const { kind, metadata } of objects) {
        if (kind === 'Namespace') seen.add(metadata.name)
        else if (!seen.has(metadata.namespace)) early.push(metadata)
      }
    })
    expect(early).toEqual([])
  })
})

describe('the outside world', () => {
  const hour = Array.from({ length: 720 }, (_, step) => movingWorldAt({ elapsedMs: step * 5000, seed: 0 }))
  const meantToBeWrong = new Set(['localtest.quillmoor.example', ...initialAnswers().keys()])

  it('answers with addresses that are set aside for documentation, or private ones', () => {
    const allowed = ['203.0.113.0/24', '198.51.100.0/24', '2001:db8::/32', '10.0.0.0/8'].map((range) =>
      ipaddr.parseCIDR(range),
    )
    const isAllowed = (data: string) => {
      const address = ipaddr.parse(data)
      return allowed.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
    }
    const all = [...worldSeenFromInside(), ...hour.flatMap((names) => Object.entries(names))]
    const addresses = all
      .filter(([name]) => !meantToBeWrong.has(name))
      .flatMap(([, answer]) => recordsOf(answer).filter(({ type }) => type === 'A' || type === 'AAAA'))
    expect(addresses.length).toBeGreaterThan(1000)
    expect(addresses.filter(({ data }) => !isAllowed(data))).toEqual([])
  })

  it('knows the hosts of the usual guides besides those of the company', () => {
    const names = outsideWorld()
    expect([...initialAnswers().keys()].filter((name) => !names.has(name))).toEqual([])
  })

  it('moves always the same names, so that each of them comes back', () => {
    const names = Object.keys(movingWorldAt({ elapsedMs: 0, seed: 0 })).sort()
    for (const moment of hour) expect(Object.keys(moment).sort()).toEqual(names)
  })

  it('is calm at first; then one host at a time breaks and heals, each within eight minutes', () => {
    const calm = movingWorldAt({ elapsedMs: 0, seed: 0 })
    const inside = (step: number) => movingWorldAt({ elapsedMs: step * 5000, seed: 0, view: 'inside' })
    const watched = ['api.coinpurse.example', 'api.ratewell.example', 'lb-41.gatewarden.example', loyalty]
    const broken = hour.map((outside, step) =>
      watched.filter((name) =>
        [outside, inside(step)].some((names) => JSON.stringify(names[name]) !== JSON.stringify(calm[name])),
      ),
    )
    expect(broken[0]).toEqual([])
    expect(Math.max(...broken.map((names) => names.length))).toBe(1)
    expect(new Set(broken.slice(0, 97).flat())).toEqual(new Set(watched))
    expect(broken.slice(0, 97).filter((names) => names.length === 0).length).toBeGreaterThan(20)
  })

  it('loses a host of another cluster for a while from inside only', () => {
    const differs = hour.flatMap((outside, step) => {
      const inside = movingWorldAt({ elapsedMs: step * 5000, seed: 0, view: 'inside' })
      return Object.keys(outside).filter((name) => JSON.stringify(outside[name]) !== JSON.stringify(inside[name]))
    })
    expect(new Set(differs)).toEqual(new Set([loyalty]))
    expect(differs.length).toBeLessThan(hour.length / 4)
  })

  it.each(['api.coinpurse.example', 'api.ratewell.example', 'api.gatewarden.example', loyalty])(
    'breaks for two namespaces at once where %s breaks',
    (host) => {
      const namespaces = company.filter(({ aliases: own }) => own.some(({ target }) => target === host))
      expect(namespaces).toHaveLength(2)
    },
  )

  it('lets addresses rotate and the orders’ database fail over and back', () => {
    const seen = (name: string) => new Set(hour.map((names) => JSON.stringify(names[name]))).size
    expect(seen('tiles.atlasry.example')).toBe(6)
    expect(seen('quillmoor-orders.cx3k9f2a1b.eu-central-1.rds.amazonaws.com')).toBe(2)
  })

  it('tells the same story for the same seed, and begins elsewhere for another one', () => {
    const at = (seed: number) => movingWorldAt({ elapsedMs: 60_000, seed })
    expect(at(4)).toEqual(at(0))
    expect(at(1)).not.toEqual(at(0))
  })
})
