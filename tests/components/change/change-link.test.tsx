import { describe, expect, it } from 'vitest'
import {
  changeParam,
  linkOf,
  noLink,
  readChangeParam,
  readPhaseParam,
  readPlanParam,
} from '@/components/change/change-link'
import { makeChange, makePlan, service } from './changes'

const request = { kind: 'retarget' as const, service, target: 'b.example.com' }

describe('the link of a sheet', () => {
  it('names the change by its Service and id, and is read back', () => {
    const change = makeChange()
    const link = linkOf({ at: { step: 'applied', request: null, plan: null, change }, migration: null })
    expect(link.change).toBe(`prod/catalog/search/${change.id}`)
    expect(readChangeParam(link.change ?? '')).toEqual({ service, id: change.id })
  })

  it('names the request of a plan, which is planned anew', () => {
    const plan = makePlan({ request })
    const link = linkOf({ at: { step: 'planned', request, plan, versions: null, refusal: null }, migration: null })
    expect(readPlanParam(link.plan ?? '')).toEqual(request)
    expect(linkOf({ at: { step: 'failed', request, message: '', causes: [] }, migration: null })).toEqual(noLink)
  })

  it('names the phase of a migration that a plan is of, and is read back', () => {
    const migration = { service, id: makeChange().id, phase: 'switch' }
    const at = { step: 'planned', request, plan: makePlan({ request }), versions: null, refusal: null } as const
    const link = linkOf({ at, migration })
    expect(link.phase).toBe(`prod/catalog/search/${migration.id}/switch`)
    expect(readPhaseParam(link.phase ?? '')).toEqual(migration)
    expect(readPhaseParam(`${link.phase}/more`)).toBeNull()
    expect(readPhaseParam('prod/catalog/search/no-id/switch')).toBeNull()
  })

  it.each([
    '',
    'prod/catalog/search',
    'prod/catalog/search/not-an-id',
    'prod/catalog/search/11111111-1111-4111-8111-111111111111/more',
    '../../etc/11111111-1111-4111-8111-111111111111',
    changeParam({ ...service, cluster: '<b>' }, makeChange().id),
  ])('that is no change is none: %j', (text) => {
    expect(readChangeParam(text)).toBeNull()
  })

  it.each(['', 'null', '{"kind":"retarget"}', '{', JSON.stringify({ ...request, more: 1 }), `"${'x'.repeat(5000)}"`])(
    'that is no request is none: %.40j',
    (text) => {
      expect(readPlanParam(text)).toBeNull()
    },
  )
})
