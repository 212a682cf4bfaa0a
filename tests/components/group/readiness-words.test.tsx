import { describe, expect, it } from 'vitest'
import { readinessWords } from '@/components/group/readiness-words'
import type { Group } from '@/lib/contract/groups'
import { makeRow } from '../../lib/client/rows'
import { makeGroup } from '../change/changes'

const { members } = makeGroup()
const row = makeRow({ namespace: 'catalog', name: 'search-green', target: 'b.example.com' })
const blocked = (reason: string): Group['readiness'] => ({ state: 'blocked', reasons: [reason], checks: [] })
const green = (code: typeof row.verdict.code, brokenAt: string | null) => ({
  ...members,
  green: { ...row, brokenAt, verdict: { ...row.verdict, code } },
})

describe('the readiness of a group in words', () => {
  it('has nothing to say of a ready one', () => {
    expect(readinessWords(makeGroup())).toBeNull()
  })

  it.each<[string, Partial<Group>, string, string]>([
    ['a colour is missing', { members: { ...members, green: null } }, 'search-green does not exist.', 'Create it'],
    [
      'a member is no alias',
      { members: { ...members, blue: { ...row, type: 'ClusterIP' } } },
      'search-blue is of type ClusterIP.',
      'three Services',
    ],
    ['it points at neither', { live: null }, 'Points at neither.', 'Live is a.example.com'],
    [
      'both colours are the same',
      { live: null, members: { ...members, green: members.blue } },
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
    const words = readinessWords(makeGroup({ readiness: blocked('The target does not resolve: why'), ...change }))
    expect(words?.cause).toBe(cause)
    expect(words?.fix).toContain(fix)
  })

  it('asks for the port, not for the chain, when the standby refuses connections', () => {
    const readiness = blocked('The target does not answer on its port: 203.0.113.2 port 8443: connection refused')
    expect(readinessWords(makeGroup({ readiness }))).toEqual({
      cause: 'The target does not answer on its port.',
      fix: 'Let b.example.com listen there, or retarget search-green.',
    })
  })

  it('tells who did not answer from what is broken', () => {
    const words = readinessWords(makeGroup({ readiness: { state: 'unknown', reasons: ['x: y'], checks: [] } }))
    expect(words?.cause).toBe('Nobody answered for green.')
  })
})
