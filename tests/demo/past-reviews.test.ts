import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { judgeReview } from '@/lib/domain/review/judge-review'
import { decodeReviews } from '@/lib/domain/review/review-record'
import { readConfig } from '@/lib/server/settings/config'
import { company } from '../../demo/company/company.ts'
import { pastReviews } from '../../demo/company/past-reviews.ts'
import { reviewDays, teams } from '../../demo/company/teams.ts'

const nowMs = Date.parse('2026-11-29T12:00:00Z')
const hash = 'a'.repeat(64)
const aliases = company.flatMap(({ name: namespace, aliases: own }) =>
  own.map(({ name, target }) => ({
    ...{ namespace, name, target, hash, uid: `${namespace}/${name}`, type: 'ExternalName', ports: [] },
    owner: { value: 'somebody', source: 'owner' },
    environment: namespace.endsWith('-dev') ? 'development' : 'production',
  })),
)

it('the company has reviews in each state, and one record that nobody can read', () => {
  const { reviews } = readConfig(stringify({ teams, reviews: reviewDays }), 'signpost.yaml')
  const records = pastReviews(aliases, nowMs)
  const decoded = new Map(
    [...records].map(([namespace, data]) => [namespace, decodeReviews(data as Record<string, string>)]),
  )
  const states = aliases.map(({ namespace, name, uid, environment }) => {
    const entries = decoded.get(namespace)?.byName.get(name) ?? []
    return judgeReview({ entries, uid, hash, environment, createdAt: '2026-01-01T00:00:00Z' }, reviews, nowMs).state
  })
  const counts = Object.fromEntries(
    ['signed-off', 'due', 'overdue', 'changed', 'never-reviewed'].map((state) => [
      state,
      states.filter((each) => each === state).length,
    ]),
  )
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(3)
  expect(counts['signed-off']).toBeGreaterThan(aliases.length / 3)
  const damaged = [...decoded].flatMap(([namespace, record]) =>
    record.damaged.map(({ name, why }) => [namespace, name, why]),
  )
  expect(damaged).toEqual([['net', 'status', 'it is no JSON']])
})
