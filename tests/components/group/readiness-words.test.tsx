import { describe, expect, it } from 'vitest'
import { readinessWords } from '@/components/group/readiness-words'
import type { Group } from '@/lib/contract/groups'
import { makeRow } from '../../lib/client/rows'
import { makeCheck, makeGroup } from '../change/changes'

const { members, holders } = makeGroup()
const row = makeRow({ namespace: 'catalog', name: 'search-green', target: 'b.example.com' })
const standing = (state: 'blocked' | 'warned', check: Parameters<typeof makeCheck>[0]): Group['readiness'] => ({
  state,
  reasons: ['x: y'],
  checks: [
    makeCheck({ code: 'group-complete' }),
    makeCheck({ state: state === 'blocked' ? 'block' : 'warn', ...check }),
  ],
})
const unresolved = standing('blocked', { title: 'The target does not resolve', evidence: 'why' })
const green = (code: typeof row.verdict.code, brokenAt: string | null) => ({
  ...members,
  green: { ...row, brokenAt, verdict: { ...row.verdict, code } },
})

describe('the readiness of a group in words', () => {
  it('has nothing to say of a ready one', () => {
    expect(readinessWords(makeGroup())).toBeNull()
  })

  it.each<[string, Partial<Group>, string, string]>([
    [
      'a colour is missing',
      { state: 'incomplete', members: { ...members, green: null }, holders: { ...holders, green: [] } },
      'search-green does not exist.',
      'Create it',
    ],
    [
      'two Services are one colour',
      { state: 'ambiguous', members: { ...members, green: null }, holders: { ...holders, green: ['a', 'b'] } },
      'Two Services are green.',
      'a and b are labelled signpost/role: green.',
    ],
    [
      'a member is no alias',
      { state: 'incomplete', members: { ...members, blue: { ...row, name: 'search-blue', type: 'ClusterIP' } } },
      'search-blue is of type ClusterIP.',
      'three Services',
    ],
    ['it points at neither', { state: 'drifted', live: null }, 'Points at neither.', 'Live is a.example.com'],
    [
      'both colours are the same',
      { state: 'same-target', live: null },
      'Both colours have the same target.',
      'Retarget search-blue or search-green.',
    ],
    [
      'the standby does not exist',
      { members: green('NXDOMAIN_AT_HOP', 'c.example.com') },
      'Green does not exist.',
      'Create c.example.com in its zone, or retarget search-green.',
    ],
    [
      'the standby has no address',
      { members: green('NODATA', null) },
      'Green has no address.',
      'Give b.example.com an address, or retarget search-green.',
    ],
    [
      'the standby is broken otherwise',
      { members: green('CNAME_LOOP', null) },
      'The target does not resolve.',
      'Mend the chain of b.example.com, or retarget search-green.',
    ],
  ])('names cause and fix when %s', (_when, change, cause, fix) => {
    const words = readinessWords(makeGroup({ readiness: unresolved, ...change }))
    expect(words?.cause).toBe(cause)
    expect(words?.fix).toContain(fix)
  })

  it('asks for the port, not for the chain, when the standby refuses connections', () => {
    const readiness = standing('blocked', { code: 'target-connects', title: 'The target does not answer on its port' })
    expect(readinessWords(makeGroup({ readiness }))).toEqual({
      cause: 'The target does not answer on its port.',
      fix: 'Let b.example.com listen there, or retarget search-green.',
    })
  })

  it.each([
    ['field-owner', 'Argo CD will write the target back', 'a signal', 'the patch for its repository'],
    ['not-frozen', 'The Service is frozen', 'until Monday', 'until Monday. Wait until it ends'],
    ['old-side-fenced', 'The old side may still take writes', 'why.', 'writes to search-blue, and attest it there'],
    ['target-in-cluster', 'The target’s Service does not exist', 'Service db in data', 'Create Service db in data, or'],
    ['target-not-address', 'The target is an IP address', '10.0.0.1', '10.0.0.1. Retarget search-green.'],
  ])('says what to do about %s', (code, title, evidence, fix) => {
    const readiness = standing('blocked', { code, title, evidence, lane: code.startsWith('target') ? 'green' : null })
    const words = readinessWords(makeGroup({ readiness }))
    expect(words?.cause).toBe(`${title}.`)
    expect(words?.fix).toContain(fix)
  })

  it('counts what is to be acknowledged, of the colour that is to become live alone', () => {
    const long = makeCheck({ code: 'chain-ttl', state: 'warn', title: 'A chain is cached for long' })
    const { checks } = standing('warned', { code: 'target-certificate', title: 'The certificate ends' })
    const readiness = {
      state: 'warned' as const,
      reasons: [],
      checks: [...checks, long, { ...long, lane: 'blue' as const }],
    }
    expect(readinessWords(makeGroup({ readiness }))).toEqual({
      cause: '2 to acknowledge.',
      fix: 'The certificate ends. A chain is cached for long.',
    })
  })

  it('tells who did not answer from what is broken', () => {
    const words = readinessWords(makeGroup({ readiness: { state: 'unknown', reasons: ['x: y'], checks: [] } }))
    expect(words?.cause).toBe('Nobody answered for green.')
  })
})
