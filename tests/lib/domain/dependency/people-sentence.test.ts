import { describe, expect, it } from 'vitest'
import { type Dependent, describeDependency } from '@/lib/domain/dependency/dependency'
import { peopleSentence } from '@/lib/domain/dependency/people-sentence'
import { dependent, lostDependent } from './dependents'

const say = (...aliases: [Dependent, ...Dependent[]]) => peopleSentence(describeDependency('db.example.com', aliases))

describe('peopleSentence', () => {
  it('says how many teams in how many environments lose a host without an address', () => {
    const said = say(
      lostDependent(),
      lostDependent({ owner: { value: 'web' }, environment: 'staging' }),
      lostDependent({ owner: { value: 'search' } }),
    )
    expect(said).toEqual({
      severity: 'critical',
      title: '3 teams in 2 environments lose db.example.com.',
      detail: 'db.example.com does not exist.',
    })
  })

  it('names the team and the environment where there is one', () => {
    expect(say(lostDependent()).title).toBe('Team payments in production loses db.example.com.')
  })

  it('counts only those who lose it when another cluster still resolves it', () => {
    const said = say(lostDependent(), dependent({ cluster: 'edge', owner: { value: 'web' } }))
    expect(said.title).toBe('Team payments in production loses db.example.com.')
    expect(said.detail).toBe('db.example.com does not exist. 1 alias still resolves.')
  })

  it('says who depends on it while it answers, and which aliases nobody owns', () => {
    const said = say(dependent(), dependent({ owner: null, name: 'old', namespace: 'legacy' }))
    expect(said).toMatchObject({
      severity: 'ok',
      title: 'Team payments in production depends on db.example.com, and nobody owns 1 of 2 aliases.',
      detail: 'It resolves. Nobody is named for old in legacy.',
    })
  })

  it('counts aliases where nobody is named at all', () => {
    expect(say(lostDependent({ owner: null }), lostDependent({ owner: null, name: 'b' })).title).toBe(
      '2 aliases without an owner in production lose db.example.com.',
    )
  })

  it('does not call lost what nobody has answered for', () => {
    const verdict = {
      code: 'TIMEOUT',
      severity: 'unknown',
      summary: 'The resolver did not answer.',
      notes: [],
    } as const
    const said = say(dependent({ severity: 'unknown', verdict: { ...verdict, notes: [] }, addresses: [] }))
    expect(said.title).toBe(
      'Team payments in production depends on db.example.com, and nobody has said whether it resolves.',
    )
  })
})
