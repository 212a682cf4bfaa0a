import { describe, expect, it } from 'vitest'
import { checkAbandoned, checkConsumers } from '@/lib/domain/change/check-consumers'
import type { ConsumerFact, ConsumerGap } from '@/lib/domain/change/consumer-evidence'

const user = (kind: string, change: Partial<ConsumerFact> = {}): ConsumerFact => ({
  ...{ kind, namespace: 'shop', name: kind.toLowerCase(), relation: 'names', certainty: 'certain' },
  ...change,
})
const bypass = (kind: string) => user(kind, { relation: 'bypasses' })
const states = (known: readonly ConsumerFact[], gap: ConsumerGap | null = null) =>
  checkConsumers({ known, gap }).map(({ code, state }) => `${code} ${state}`)
const noRights: ConsumerGap = { from: 'console', why: 'may not list deployments' }

describe('who uses a Service that is to lead elsewhere', () => {
  it.each([
    ['nobody', [], ['consumers pass', 'routes-name-it pass', 'not-bypassed pass']],
    ['a workload', [user('Deployment')], ['consumers pass', 'routes-name-it pass', 'not-bypassed pass']],
    ['a route', [user('Ingress')], ['consumers pass', 'routes-name-it warn', 'not-bypassed pass']],
    ['a mesh', [user('VirtualService')], ['consumers pass', 'routes-name-it warn', 'not-bypassed pass']],
    ['who goes past it', [bypass('ConfigMap')], ['consumers pass', 'routes-name-it pass', 'not-bypassed warn']],
    [
      'something that may only be called so',
      [user('Ingress', { certainty: 'possible' }), { ...bypass('Job'), certainty: 'possible' as const }],
      ['consumers pass', 'routes-name-it pass', 'not-bypassed pass'],
    ],
  ])('%s', (_, known, expected) => {
    expect(states(known)).toEqual(expected)
  })

  it('names each, five at most, and says how many more there are', () => {
    const known = Array.from({ length: 7 }, (_, at) => user('Ingress', { name: `web-${at}` }))
    const routes = checkConsumers({ known, gap: null }).find(({ code }) => code === 'routes-name-it')
    expect(routes?.title).toBe('7 routes end at it')
    expect(routes?.evidence).toMatch(/Ingress shop\/web-4 and 2 more: /)
  })

  it('calls nothing none that was not wholly read, and warns only of what the console itself cannot read', () => {
    expect(states([], noRights)).toEqual(['consumers-known warn'])
    expect(states([], { from: 'viewer', why: 'you may not list jobs' })).toEqual(['consumers-known info'])
    expect(states([bypass('Pod')], { from: 'reading', why: 'being read' })).toEqual([
      'not-bypassed warn',
      'consumers-known info',
    ])
  })
})

describe('who uses a Service that is to be deleted', () => {
  const answers = (known: readonly ConsumerFact[], gap: ConsumerGap | null = null) =>
    checkAbandoned({ known, gap }).map(({ code, state }) => `${code} ${state}`)

  it('blocks for whoever names it, not for who goes past it', () => {
    expect(answers([user('CronJob')])).toEqual(['no-consumer block'])
    expect(answers([bypass('CronJob')])).toEqual(['no-consumer pass'])
  })

  it('is unknown, never none, while something was not read', () => {
    expect(answers([], noRights)).toEqual(['consumers-known warn'])
    expect(answers([user('Pod')], noRights)).toEqual(['no-consumer block'])
  })
})
