import { describe, expect, it } from 'vitest'
import {
  changeParam,
  linkOf,
  noLink,
  planParam,
  readChangeParam,
  readPhaseParam,
  readPlanParam,
} from '@/components/change/change-link'
import type { ChangeRequest } from '@/lib/client/commands'
import { makeChange, makePlan, service } from './changes'

const request = { kind: 'retarget' as const, service, target: 'b.example.com' }

describe('the link of a sheet', () => {
  it('names the change by its Service and id, and is read back', () => {
    const change = makeChange()
    const link = linkOf({ at: { step: 'applied', request: null, plan: null, change }, migration: null })
    expect(link.change).toBe(`prod/catalog/search/${change.id}`)
    expect(readChangeParam(link.change ?? '')).toEqual({ service, id: change.id })
  })

  it('names the request of a plan, which is planned anew', async () => {
    const plan = makePlan({ request })
    const link = linkOf({ at: { step: 'planned', request, plan, versions: null, refusal: null }, migration: null })
    expect(planParam(link.plan ?? '')).toBe(JSON.stringify(request))
    expect(await readPlanParam(link.plan ?? '')).toEqual({ request })
    expect(linkOf({ at: { step: 'failed', request, message: '', causes: [], lacks: null }, migration: null })).toEqual(
      noLink,
    )
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

  it('holds a request of a long manifest, and is read back; as it stands it would be too long', async () => {
    const lines = Array.from(
      { length: 400 },
      (_, line) => `    example.com/note-${line}: what is to be known of ${line}`,
    )
    const long: ChangeRequest = { kind: 'create', service, manifest: lines.join('\n') }
    const json = JSON.stringify(long)
    const param = (await planParam(json)) ?? ''
    expect(param.length).toBeLessThan(6000)
    expect(await readPlanParam(param)).toEqual({ request: long })
    expect(await readPlanParam(json)).toEqual({ refusal: 'too-long' })
    expect(await readPlanParam(param.slice(0, -20))).toEqual({ refusal: 'damaged' })
  })

  it('is none where a request is too long for every address', async () => {
    const noise = Array.from({ length: 9000 }, (_, at) => ((at * at * 7919) % 99_991).toString(36)).join('')
    expect(await planParam(JSON.stringify({ kind: 'create', service, manifest: noise }))).toBeNull()
  })

  it('as consoles wrote it before, up to 4,096 characters as it stands, is still read', async () => {
    const annotations = { note: 'x'.repeat(3900) }
    const json = JSON.stringify({ kind: 'annotate', service, annotations })
    expect(json.length).toBeGreaterThan(2048)
    expect(json.length).toBeLessThanOrEqual(4096)
    expect(await readPlanParam(json)).toEqual({ request: { kind: 'annotate', service, annotations } })
  })

  it.each([
    ['', 'damaged'],
    ['{', 'damaged'],
    ['null', 'unknown'],
    ['{"kind":"retarget"}', 'unknown'],
    [JSON.stringify({ ...request, more: 1 }), 'unknown'],
    [`"${'x'.repeat(5000)}"`, 'too-long'],
  ])('that is no request says why: %.40j is %s', async (text, refusal) => {
    expect(await readPlanParam(text)).toEqual({ refusal })
  })
})
