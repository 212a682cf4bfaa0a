import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHostWords } from '@/lib/domain/environment/host-words'
import { promoteHost } from '@/lib/domain/environment/promote-host'

test.each([
  ['the word of another environment', 'news.stg.company.com', 'news.stg.company.com', 'news.prod.company.com'],
  ['a placeholder', 'hooks-dev.company.com', 'placeholder.example.com', 'hooks-prod.company.com'],
  ['another host, spelled as it spells it', 'v4.staging.company.com', 'v3.prd.company.com', 'v4.prd.company.com'],
  ['a long spelling', 'v4.staging.company.com', 'v3.company.com', 'v4.production.company.com'],
  ['a host without a word', 'api.stripe.com', 'api.old.com', 'api.stripe.com'],
])('promotes over %s', (_, host, current, promoted) => {
  expect(promoteHost({ host, environment: 'production', current })).toBe(promoted)
})

test.each([
  ['db.stg.company.com', 'db.company.com'],
  ['stg-db.abc123.us-east-1.rds.amazonaws.com', 'db.xyz789.eu-west-1.rds.amazonaws.com'],
  ['api.stripe.com', 'api.stripe.com'],
])('promotes nothing from %s to %s, which it has already', (host, current) => {
  expect(promoteHost({ host, environment: 'production', current })).toBeNull()
})

test('promotes nothing to an environment whose name cannot stand in a host', () => {
  expect(promoteHost({ host: 'a.dev.company.com', environment: 'Blue Lab', current: 'b.company.com' })).toBeNull()
})

test('what is promoted carries no word of another environment, and is not promoted again', () => {
  const part = fc.constantFrom('dev', 'stg', 'db', 'api', 'eu-west-1', 'sandbox', 'x')
  const label = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('-'))
  const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => `${labels.join('.')}.company.com`)
  fc.assert(
    fc.property(host, host, (from, current) => {
      const promoted = promoteHost({ host: from, environment: 'production', current })
      if (promoted === null) return
      const words = readHostWords(promoted).flatMap(({ environment }) => environment ?? [])
      expect(words.filter((word) => word !== 'production')).toEqual([])
      expect(promoteHost({ host: from, environment: 'production', current: promoted })).toBeNull()
    }),
  )
})
