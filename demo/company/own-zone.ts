import { a, aaaa, chain, cname, name, type ZoneEntry } from './zone-entry.ts'

const host = (label: string) => `${label}.quillmoor.example`

/** A service in another cluster, and where it is found. */
export const loyalty = host('loyalty.crm.ams1.clusters')
export const loyaltyAddresses = [a('203.0.113.77', 30), aaaa('2001:db8:77::1', 30)]

/** The company's own names that the whole world may ask for. */
export const ownZone: readonly ZoneEntry[] = [
  name(host('pages-blue.eu'), a('203.0.113.61', 30), aaaa('2001:db8:61::1', 30)),
  name(host('pages-green.eu'), a('203.0.113.62', 30), aaaa('2001:db8:62::1', 30)),
  name(host('pages-blue.stg'), a('203.0.113.63', 30)),
  name(host('pages-green.stg'), a('203.0.113.64', 30)),
  name(host('pages.dev'), a('10.80.1.20', 30)),
  name(host('news.stg'), a('203.0.113.97', 30)),
  name(host('news.prod'), a('203.0.113.100', 30)),
  name(host('news.dev'), a('10.80.1.21', 30)),
  name(host('images.stg'), a('203.0.113.98', 30)),
  name(host('images.dev'), a('10.80.1.22', 30)),
  name(host('recommend-stg.ml.fra2.clusters'), a('203.0.113.99', 30)),
  name(host('pricing-blue.eu'), a('203.0.113.65', 30)),
  // Nobody lowered the time to live before the move: a switch to green is warned about.
  ...chain([host('pricing-green.eu'), host('pricing-green.lb.eu')], 1800),
  name(host('pricing-green.lb.eu'), a('203.0.113.66', 30)),
  name(host('pricing-blue.stg'), a('203.0.113.67', 30)),
  name(host('pricing-green.stg'), a('203.0.113.68', 30)),
  name(host('pricing-canary.stg'), a('203.0.113.69', 30)),
  name(host('media-2023.eu'), a('203.0.113.73', 30), aaaa('2001:db8:73::1', 30)),
  name(host('media-2026.eu'), a('203.0.113.74', 30), aaaa('2001:db8:74::1', 30)),
  name(host('stock-blue.eu'), a('203.0.113.81', 30)),
  name(host('stock-green.eu'), a('203.0.113.82', 30)),
  name(host('downloads-blue.eu'), a('203.0.113.83', 30)),
  name(host('downloads-green.eu'), a('203.0.113.84', 30)),
  name(host('media-2023.eu'), a('203.0.113.73', 30), aaaa('2001:db8:73::1', 30)),
  name(host('media-2026.eu'), a('203.0.113.74', 30), aaaa('2001:db8:74::1', 30)),
  name(host('sync.eu'), a('203.0.113.71'), aaaa('2001:db8:71::1')),
  ...chain([host('recommend.ml.fra2.clusters'), host('ingress.fra2.clusters')], 30),
  name(host('ingress.fra2.clusters'), a('203.0.113.75', 30), a('203.0.113.76', 30)),
  ...chain([host('search-index.dev'), host('es-7.retired.dev')], 300),
  // The partner's domain lapsed; whoever registers it next answers for this name.
  name(host('badges'), cname('bookbadge.example', 300)),
  ...chain([host('ftp.old'), host('vsftpd-2.dc1')], 300),
  ...chain([host('plc-17.hall-b'), host('gateway.hall-b.ot')], 120),
  [host('gateway.hall-b.ot'), 'SERVFAIL'],
  name(host('tills.berlin.shops'), a('203.0.113.91', 86_400)),
  name(host('localtest'), a('127.0.0.1')),
  ...hops(20),
]

/** Names that only the company's resolver knows, and with it the cluster. */
export const internalZone: readonly ZoneEntry[] = [
  name(host('erp.corp'), cname(host('erp-prd-03.corp'), 300)),
  name(host('erp-prd-03.corp'), a('10.40.0.12', 300)),
  name(host('ldap.corp'), a('10.40.0.20', 300), a('10.40.0.21', 300)),
]

// A redirect that somebody moved on twenty times.
function hops(count: number): ZoneEntry[] {
  const names = [host('start.hops'), ...Array.from({ length: count }, (_, index) => host(`hop-${index + 1}.hops`))]
  return [...chain(names), name(host(`hop-${count}.hops`), a('203.0.113.95'))]
}
