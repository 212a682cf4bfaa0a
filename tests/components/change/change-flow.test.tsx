import { describe, expect, it } from 'vitest'
import { carryOutBody, changeFlow, idleFlow, needsReview } from '@/components/change/change-flow'
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
    expect(changeFlow(accepted, { type: 'plan', request, open: true, isFresh: false }).consent.reason).toBe('because')
    expect(changeFlow(accepted, { type: 'plan', request, open: false, isFresh: true }).consent.reason).toBe('')
  })

  it('leads a refused target back to its field', () => {
    const refused = changeFlow(idleFlow, {
      type: 'failed',
      request,
      message: 'no',
      causes: ['target: must be lower case'],
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
      overrides: [{ code: 'gone', reason: 'it is about to appear' }],
    })
  })
})
