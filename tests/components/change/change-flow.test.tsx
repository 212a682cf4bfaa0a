import { describe, expect, it } from 'vitest'
import { carryOutBody, changeFlow, idleFlow, keptMigration, needsReview } from '@/components/change/change-flow'
import { makeChange, makePlan, service } from './changes'

const precheck = (code: string, state: 'pass' | 'warn' | 'block' | 'refuse' | 'info') => ({
  code,
  state,
  title: code,
  evidence: '',
  checkedAt: '',
})
const request = { kind: 'retarget' as const, service, target: 'x_y.example.com' }

describe('changeFlow', () => {
  it('keeps what was accepted when it is planned again, and forgets it with a new start', () => {
    const accepted = changeFlow(idleFlow, { type: 'consent', consent: { reason: 'because' } })
    expect(
      changeFlow(accepted, { type: 'plan', request, open: true, isFresh: false, migration: null }).consent.reason,
    ).toBe('because')
    expect(
      changeFlow(accepted, { type: 'plan', request, open: false, isFresh: true, migration: null }).consent.reason,
    ).toBe('')
  })

  it('keeps an override for a plan made anew, but not beyond the end of the one it was given on', () => {
    const prechecks = [precheck('frozen', 'block')]
    const first = makePlan({ prechecks, expiresAt: '2026-11-23T14:10:00.000Z' })
    const versions = null
    const planned = changeFlow(idleFlow, { type: 'planned', request: first.request, plan: first, versions })
    const overrides = { frozen: 'the provider asks for it' }
    const given = changeFlow(planned, { type: 'consent', consent: { overrides, reason: 'failover' } })
    const again = (expiresAt: string) =>
      changeFlow(given, { type: 'planned', request: first.request, plan: { ...first, expiresAt }, versions }).consent
    expect(again('2026-11-23T14:19:59.000Z').overrides).toEqual(overrides)
    expect(again('2026-11-23T14:20:00.000Z')).toMatchObject({ overrides: {}, reason: 'failover' })
  })

  it('leads no missing right back to a field: none there would mend it', () => {
    const lacks = { verb: 'patch', resource: 'services', namespace: 'shop' }
    const refused = changeFlow(idleFlow, { type: 'failed', request, message: 'no', causes: [], lacks })
    expect(refused.at).toEqual({ step: 'failed', request, message: 'no', causes: [], lacks })
  })

  it('leads a refused target back to its field', () => {
    const refused = changeFlow(idleFlow, {
      type: 'failed',
      request,
      message: 'no',
      causes: ['target: must be lower case'],
      lacks: null,
    })
    expect(refused.at).toEqual({
      step: 'asking',
      service,
      draft: request,
      refusal: 'target: must be lower case',
    })
  })

  it('goes on behind a closed sheet once it is applied, and starts over otherwise', () => {
    const plan = makePlan()
    const applied = changeFlow(idleFlow, { type: 'applied', request: plan.request, plan, change: makeChange() })
    expect(changeFlow(applied, { type: 'close' }).at.step).toBe('applied')
    const planned = changeFlow(idleFlow, { type: 'planned', request: plan.request, plan, versions: null })
    expect(changeFlow(planned, { type: 'close' })).toEqual(idleFlow)
  })
})

describe('needsReview', () => {
  it.each(['warn', 'block', 'refuse'] as const)('asks a person to look at %s', (state) => {
    expect(needsReview(makePlan({ prechecks: [precheck('x', state)] }))).toBe(true)
  })

  it('lets passes and information through', () => {
    expect(needsReview(makePlan({ prechecks: [precheck('x', 'pass'), precheck('y', 'info')] }))).toBe(false)
  })
})

describe('keptMigration', () => {
  const migration = { service, id: '22222222-2222-4222-8222-222222222222', phase: 'switch' }
  const request = { kind: 'retarget' as const, service, target: 'b.example.com' }
  const change = makeChange()
  const planned = { ...idleFlow, migration, at: { step: 'planning' as const, request } }

  it('keeps the step of a migration for the same request, planned again, and for the undo of what was made', () => {
    expect(keptMigration(planned, { ...request })).toBe(migration)
    const applied = { ...idleFlow, migration, at: { step: 'applied' as const, request, plan: null, change } }
    expect(keptMigration(applied, { kind: 'undo', service, changeId: change.id })).toBe(migration)
  })

  it('forgets it for anything else', () => {
    expect(keptMigration(planned, { ...request, target: 'c.example.com' })).toBeNull()
    expect(keptMigration(idleFlow, request)).toBeNull()
  })

  it('is sent with the plan that is carried out', () => {
    expect(carryOutBody(makePlan(), change.id, idleFlow.consent, migration).migration).toEqual(migration)
    expect(carryOutBody(makePlan(), change.id, idleFlow.consent)).not.toHaveProperty('migration')
  })
})

describe('carryOutBody', () => {
  it('sends only what this plan asks for', () => {
    const plan = makePlan({ prechecks: [precheck('slow', 'warn'), precheck('gone', 'block')] })
    const consent = {
      acknowledged: ['slow', 'of-an-older-plan'],
      overrides: { gone: '  it is about to appear  ', other: 'a reason for something else' },
      reason: ' ',
    }
    expect(carryOutBody(plan, 'id', consent)).toEqual({
      request: plan.request,
      hash: plan.hash,
      changeId: 'id',
      acknowledge: ['slow'],
      overrides: [{ code: 'gone', reason: 'it is about to appear', until: plan.expiresAt }],
    })
  })
})
