import { describe, expect, it } from 'vitest'
import type { Metadata } from '@/lib/domain/manifest/metadata-practice'
import { practiceCounts } from '@/lib/domain/manifest/practice-counts'

const owned = (owner: string): Metadata => ({ annotations: { 'a8r.io/owner': owner } })
const times = (count: number, metadata: Metadata): Metadata[] => Array.from({ length: count }, () => metadata)

const of = (key: string, services: Metadata[]) => practiceCounts(services).find((each) => each.key === key)

describe('practiceCounts', () => {
  it('counts for each key of the practice how many carry it, blank values and other keys not at all', () => {
    const services: Metadata[] = [
      { labels: { environment: 'production', tier: 'db' }, annotations: { 'a8r.io/runbook': 'https://one.example' } },
      { labels: { environment: ' ' }, annotations: { 'a8r.io/runbook': 'https://two.example' } },
      {},
    ]
    const carried = practiceCounts(services).filter(({ carriedBy }) => carriedBy > 0)
    expect(carried).toEqual([
      { map: 'labels', key: 'environment', carriedBy: 1, common: null },
      { map: 'annotations', key: 'a8r.io/runbook', carriedBy: 2, common: null },
    ])
  })

  it('tells the value that more than half of all say alike', () => {
    const services = [...times(3, owned('shop')), owned('web'), {}]
    expect(of('a8r.io/owner', services)).toEqual({
      ...{ map: 'annotations', key: 'a8r.io/owner', carriedBy: 4 },
      common: { value: 'shop', carriedBy: 3 },
    })
    expect(of('a8r.io/owner', [...services, {}])?.common).toBeNull()
  })

  it('makes no rule of one alias', () => {
    expect(of('a8r.io/owner', [owned('shop')])).toMatchObject({ carriedBy: 1, common: null })
  })

  it('suggests nothing that is said of one alias alone', () => {
    const services = times(4, {
      labels: { 'app.kubernetes.io/name': 'db' },
      annotations: { 'a8r.io/description': 'x' },
    })
    expect(of('app.kubernetes.io/name', services)).toMatchObject({ carriedBy: 4, common: null })
    expect(of('a8r.io/description', services)).toMatchObject({ carriedBy: 4, common: null })
  })

  it('suggests nothing that is overlong or has control characters', () => {
    expect(of('a8r.io/owner', times(2, owned('x'.repeat(254))))).toMatchObject({ carriedBy: 2, common: null })
    expect(of('a8r.io/owner', times(2, owned('shop\u0007team')))).toMatchObject({ carriedBy: 2, common: null })
  })

  it('is not misled by what every object has', () => {
    expect(practiceCounts([{ labels: {}, annotations: {} }]).every(({ carriedBy }) => carriedBy === 0)).toBe(true)
  })
})
