import { describe, expect, it } from 'vitest'
import { checkDeletion, isKeptForUndo } from '@/lib/domain/change/check-deletion'
import { checkRelated } from '@/lib/domain/change/check-related'

describe('other aliases of the same host', () => {
  const check = (names: string[]) => checkRelated({ kind: 'same-target', names, hasUnseen: false })

  it.each([
    [[], 'pass'],
    [['a in x'], 'warn'],
    [['a in x', 'b in y'], 'warn'],
  ] as const)('%j: %s', (names, state) => {
    expect(check([...names]).state).toBe(state)
  })

  it('are named up to five, and the rest counted', () => {
    expect(check(['a', 'b', 'c', 'd', 'e', 'f', 'g']).evidence).toMatch(/^a, b, c, d, e, 2 more/)
  })
})

describe('aliases that lead to a Service that is to go', () => {
  it('hold it back, also those that the viewer may not see', () => {
    const check = (names: string[], hasUnseen: boolean) => checkRelated({ kind: 'leading-here', names, hasUnseen })
    expect(check(['a in x'], false)).toMatchObject({ state: 'block', evidence: 'a in x' })
    expect(check([], true)).toMatchObject({ state: 'block', evidence: expect.stringContaining('may not see') })
    expect(check([], false).state).toBe('pass')
  })
})

describe('a deletion', () => {
  const stateOf = (code: string, evidence: Parameters<typeof checkDeletion>[0]) =>
    checkDeletion(evidence).find((answer) => answer.code === code)?.state

  it.each([
    ['active', 'block'],
    ['blue', 'warn'],
    ['green', 'warn'],
  ] as const)('of the %s one of a group: %s', (role, state) => {
    expect(stateOf('not-in-group', { membership: { name: 'api', role }, manifestBytes: 10 })).toBe(state)
  })

  it('of a Service in no group passes', () => {
    expect(stateOf('not-in-group', { membership: null, manifestBytes: 10 })).toBe('pass')
  })

  it('of a Service that a record cannot keep is blocked, and leads to its YAML', () => {
    expect(isKeptForUndo(32_768)).toBe(true)
    expect(isKeptForUndo(32_769)).toBe(false)
    const [, answer] = checkDeletion({ membership: null, manifestBytes: 40_000 })
    expect(answer).toMatchObject({ state: 'block', evidence: expect.stringContaining('YAML') })
  })
})
