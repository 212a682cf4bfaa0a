import { gatewayOfFraudChecks } from './migration-targets.ts'
import { a, aaaa, chain, name, type ZoneEntry } from './zone-entry.ts'

/** Partners and third parties, among them one with each trouble that a zone can have. */
export const partnerZone: readonly ZoneEntry[] = [
  ...chain(['api.gatewarden.example', 'lb-41.gatewarden.example'], 30),
  name(gatewayOfFraudChecks, a('203.0.113.104', 60)),
  name('acq-1.norderbank.example', a('203.0.113.105')),
  // Six months ago the register dropped its last IPv4 address.
  name('api.isbnregister.example', aaaa('2001:db8:15b::1')),
  ...pressline(),
  name('price-feed.pressline.example', a('203.0.113.109')),
  name('api.paketnord.example', a('203.0.113.111'), aaaa('2001:db8:9a::111')),
  ['api.colisloire.example', 'BLOCKED'],
  ['api.pakkethaven.example', { records: [a('203.0.113.113')], fault: 'SERVFAIL', families: ['AAAA'] }],
  ['declarations.tollgate.example', 'DNSSEC_BOGUS'],
  ['rates.tariffhub.example', 'TIMEOUT'],
  name('track-1.wayfare.example', a('203.0.113.115')),
  ['track-2.wayfare.example', 'REFUSED'],
  ['api.giftleaf.example', 'CACHED'],
  ...chain([
    'updates.tillworks.example',
    'cdn.tillworks.example',
    'origin.tillworks.example',
    'updates.tillworks.example',
  ]),
  name('hours.placebook.example', a('203.0.113.117', 0)),
  ['licence.pageguard.example', { records: [a('203.0.113.119')], fault: 'STALE' }],
  ['api.ringback.example', 'SERVFAIL'],
  ['ingest.metricvault.example', 'UPSTREAM'],
  ['api.oddserver.example', 'NOTIMP'],
  ['bulk.oddserver.example', 'TC_ONLY'],
  name('receipts.tapeworks.example', a('203.0.113.125'), aaaa('2001:db8:7a::125')),
  name('files.parkedshelf.example'),
  ['trial.closedshop.example', 'REFUSED'],
]

// Nine records before the address: one more and resolvers begin to give up.
function pressline(): ZoneEntry[] {
  const hosts = ['feeds', 'www', 'global', 'eu', 'eu-1', 'edge', 'pop-7', 'rack-2', 'node-3', 'srv-11']
  const names = hosts.map((label) => `${label}.pressline.example`)
  return [...chain(names), name('srv-11.pressline.example', a('203.0.113.107'))]
}
