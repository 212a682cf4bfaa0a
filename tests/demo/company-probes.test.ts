import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '@/lib/contract/row'
import { judgeCertificate } from '@/lib/domain/probe/certificate'
import { probeFindings } from '@/lib/domain/probe/probe-findings'
import { planProbe } from '@/lib/domain/probe/probe-policy'
import { findProvider } from '@/lib/domain/provider/find-provider'
import { createProber, type Prober } from '@/lib/probe/prober'
import { serviceResolution } from '@/lib/server/services/service-texts'
import { consoleSettings } from '../../demo/console-settings.ts'
import { realClock } from '../lib/dns/real-clock'
import { requestFor } from '../lib/probe/peers'
import { type CompanyConsole, startCompanyConsole } from './start-company-console.ts'

const limitMs = 60_000
let console: CompanyConsole
let prober: Prober
let rows: readonly Row[]

beforeAll(async () => {
  console = await startCompanyConsole()
  prober = createProber({ clock: realClock, limits: { connectMs: 1000 } })
  rows = await console.rows()
}, limitMs)
afterAll(async () => {
  prober.close()
  await console.stop()
})

const nowhere = { host: '127.0.0.1', port: 53 }
const settings = consoleSettings({
  ...{ kubeconfigPath: '', caBundlePath: '', metricsAddress: '' },
  ...{ clusterDns: nowhere, resolver: nowhere, dialTable: { usual: {}, at: {} } },
})
const listOf = (name: string) => (settings[name] ?? '').split(',')
const allowed = {
  namespaces: listOf('SIGNPOST_PROBE_NAMESPACES'),
  suffixes: listOf('SIGNPOST_PROBE_SUFFIXES'),
  ports: listOf('SIGNPOST_PROBE_PORTS').map(Number),
}
const { policy } = requestFor()

/** What a probe of an alias finds; null when it is not probed, or its target has no address. */
async function probe(row: Row): Promise<string[] | null> {
  const alias = console.runtime.inventory.alias(row)
  if (alias === null || alias.target === null) return null
  const plan = planProbe(alias, findProvider(alias.target), allowed)
  if (plan.kind === 'skip') return null
  const { vantages } = await serviceResolution(console.runtime, console.identity, row)
  const addresses = [...new Set(vantages.flatMap((answer) => answer.addresses))]
  if (addresses.length === 0) return null
  const { host, port, tls } = plan
  const result = await prober.probe({
    ...{ host, port, tls, addresses, policy, serverName: host, names: [host] },
    ...{ caBundle: console.endpoints.bundlePem, signal: new AbortController().signal },
  })
  const judged = result.tls?.ok ? judgeCertificate(result.tls, { nowMs: Date.now(), host, aliasNames: [] }) : null
  return [...probeFindings(result, tls), ...(judged?.findings ?? [])].map(({ code }) => code)
}

const idOf = ({ namespace, name }: Row) => `${namespace}/${name}`

describe('probes of the company’s aliases', () => {
  it('find each kind of trouble with one alias, nothing wrong with most, and go to no private address', {
    timeout: limitMs,
  }, async () => {
    const found = await Promise.all(rows.map(async (row) => [idOf(row), await probe(row)] as const))
    const probed = found.flatMap(([id, codes]) => (codes === null ? [] : [[id, codes] as const]))
    const troubled = Object.fromEntries(
      probed.filter(([, codes]) => codes.length > 0 && !codes.includes('PROBE_DENIED')),
    )
    expect(troubled).toEqual({
      'shipping/parcels-de': ['CERT_ENDING'],
      'shops/opening-hours': ['CERT_EXPIRED'],
      'storefront/recommendations': ['CERT_NAME'],
      'checkout/loyalty': ['CERT_PRIVATE_CA'],
      'shops/tills-berlin': ['CERT_CHAIN_INCOMPLETE'],
      'shops/receipts': ['CERT_SELF_SIGNED'],
      'checkout-staging/orders-db': ['TLS_NOT_OFFERED'],
      'storefront-staging/pages-api-blue': ['TLS_NOT_SPOKEN'],
      'catalogue-dev/books-db': ['TCP_REFUSED'],
      'messaging/events': ['TCP_TIMEOUT'],
    })
    const denied = probed.filter(([, codes]) => codes.includes('PROBE_DENIED')).map(([id]) => id)
    const inner = ['storefront/sessions', 'payments/ledger-db', 'warehouse/erp', 'storefront-dev/pages-api']
    const inCluster = ['warehouse/stock-db', 'shops/stock-db', 'data-platform-staging/stock-db']
    expect(denied.toSorted()).toEqual([...inner, ...inCluster].toSorted())
    expect(probed.length).toBeGreaterThan(40)
    const fine = probed.filter(([, codes]) => codes.length === 0).map(([id]) => id)
    const examples = ['messaging/mail', 'checkout/orders-db', 'catalogue/search-index', 'catalogue/isbn-lookup']
    expect(fine).toEqual(expect.arrayContaining(examples))
  })
})
