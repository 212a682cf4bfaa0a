import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOnlyWords, readHostWords } from '@/lib/domain/environment/host-words'

test.each([
  ['dev-db.abc123.us-east-1.rds.amazonaws.com', ['environment dev', 'id abc123', 'region us-east-1']],
  ['erp.stg.internal.company.com', ['environment stg']],
  ['redis-prod2.euc1.cache.amazonaws.com', ['environment prod2', 'region euc1']],
  ['orders.westeurope.cloudapp.azure.com', ['region westeurope']],
  ['api.europe-west1.run.app', ['region europe-west1']],
  ['0001.sessions.company.com', ['id 0001']],
  ['products.developer.company.com', []],
  ['db1.company.com', []],
  ['cluster0.dv7xk.mongodb.net', []],
  ['sessions.qm4r1s.cache.amazonaws.com', ['id qm4r1s']],
  ['us-eastern.company.com', []],
  ['contact-us.eu.company.com', ['region eu']],
])('finds in %s what differs between environments: %j', (host, words) => {
  expect(readHostWords(host).map(({ kind, text }) => `${kind} ${text}`)).toEqual(words)
})

test('names the environment of each usual spelling', () => {
  const hosts = ['prd-db.x', 'live.x', 'preprod.x', 'uat.x', 'sandbox.x', 'qa-1.x']
  const found = hosts.map((host) => readHostWords(host).map(({ environment }) => environment))
  expect(found).toEqual([['production'], ['production'], ['staging'], ['staging'], ['development'], ['test']])
})

test('places every word where it stands in the host, without overlap', () => {
  const part = fc.constantFrom('dev', 'prod', 'db', 'eu-west-1', 'abc123', 'api', 'use1', 'x')
  const label = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('-'))
  const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))
  fc.assert(
    fc.property(host, (name) => {
      let last = 0
      for (const { start, end, text } of readHostWords(name)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(name.slice(start, end)).toBe(text)
        last = end
      }
    }),
  )
})

test.each([
  ['dev', true],
  ['prod-eu-west-1', true],
  ['dev-db', false],
  ['abc123', false],
  ['db', false],
])('a label that is %s is only words: %s', (label, isOnly) => {
  expect(isOnlyWords(label)).toBe(isOnly)
})
