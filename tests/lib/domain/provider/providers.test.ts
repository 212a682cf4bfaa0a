import { expect, test } from 'vitest'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { providerCategories } from '@/lib/domain/provider/provider'
import { providers } from '@/lib/domain/provider/providers'
import { tlsModeAt } from '@/lib/domain/provider/tls-mode-at'

test('holds more than a hundred services of every category', () => {
  expect(new Set(providers.map(({ provider, service }) => `${provider} ${service}`)).size).toBeGreaterThan(100)
  expect(new Set(providers.map(({ category }) => category))).toEqual(new Set(providerCategories))
})

test('names each suffix once, as lower-case labels, deep enough that no registry is one', () => {
  const suffixes = providers.map(({ suffix }) => suffix)
  expect(suffixes.filter((suffix, index) => suffixes.indexOf(suffix) !== index)).toEqual([])
  expect(suffixes.filter((suffix) => !/^(?:(?:\*|[a-z0-9-]+)\.)+[a-z]+$/.test(suffix))).toEqual([])
  expect(suffixes.filter((suffix) => suffix.split('.').filter((label) => label !== '*').length < 2)).toEqual([])
})

test('finds every service by its own suffix', () => {
  const lost = providers.filter(
    (provider) => findProvider(`some-name.${provider.suffix.replaceAll('*', 'eu-west-1')}`) !== provider,
  )
  expect(lost).toEqual([])
})

test('gives a page over HTTPS for every suffix, without credentials or query of its own', () => {
  for (const { source, statusPage } of providers) {
    for (const page of statusPage === undefined ? [source] : [source, statusPage]) {
      const url = new URL(page)
      expect([url.protocol, url.username, url.password, url.port, url.hash], page).toEqual(['https:', '', '', '', ''])
    }
  }
})

test('begins TLS as the default port is known to want it', () => {
  const usual = new Map([
    [443, 'direct'],
    [587, 'starttls-smtp'],
    [5432, 'starttls-postgres'],
    [3306, 'none'],
    [1433, 'none'],
    [2049, 'none'],
  ])
  for (const { suffix, defaultPort, tlsMode } of providers) {
    const expected = defaultPort === null ? undefined : usual.get(defaultPort)
    if (expected !== undefined) expect(tlsMode, suffix).toBe(expected)
  }
})

test.each([
  ['prod.abc.us-east-1.rds.amazonaws.com', 5432, 'starttls-postgres'],
  ['prod.abc.us-east-1.rds.amazonaws.com', 3306, 'none'],
  ['prod.abc.us-east-1.rds.amazonaws.com', 40001, 'none'],
  ['cluster0.abc.mongodb.net', 27017, 'direct'],
  ['cluster0.abc.mongodb.net', 27018, 'direct'],
  ['abc.tsdb.cloud.timescale.com', 33132, 'starttls-postgres'],
  ['smtp.sendgrid.net', 587, 'starttls-smtp'],
  ['smtp.sendgrid.net', 465, 'direct'],
  ['redis.abc.cache.amazonaws.com', 6379, 'none'],
  ['api.ratewell.example', 443, 'direct'],
  ['api.ratewell.example', 5432, 'starttls-postgres'],
  ['api.ratewell.example', 8080, 'none'],
])('begins TLS at %s:%i as %s', (host, port, mode) => {
  expect(tlsModeAt(findProvider(host), port)).toBe(mode)
})

test('is written down in docs/providers.md', async () => {
  const lines = [...providers]
    .sort((a, b) => compare(a.provider, b.provider) || compare(a.service, b.service) || compare(a.suffix, b.suffix))
    .map(
      (entry) =>
        `| ${entry.provider} | [${entry.service}](${entry.source}) | \`${entry.suffix}\` | ${entry.category} | ${entry.defaultPort ?? ''} | ${entry.tlsMode} | ${traits(entry.privateIpsNormal, entry.claimableByName)} |`,
    )
  await expect(`${introduction}${lines.join('\n')}\n`).toMatchFileSnapshot('../../../../docs/providers.md')
})

const introduction = `# Managed services known by their host names

Written from \`lib/domain/provider\` by its test (\`vitest run tests/lib/domain/provider --update\`). A host belongs to the longest suffix that it ends
with, label by label; \`*\` is one label, where a provider puts the region. *private*: private addresses are usual. *by name*: whoever asks first may
choose such a name, so that one that is gone can probably be taken. TLS *none*: only TCP is tried, because the port is plain or TLS begins inside
the protocol.

| provider | service | suffix | category | port | TLS | |
|---|---|---|---|---|---|---|
`

function traits(isPrivate: boolean, isClaimable: boolean): string {
  return [isPrivate ? 'private' : '', isClaimable ? 'by name' : ''].filter((trait) => trait !== '').join(', ')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
