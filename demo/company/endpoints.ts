import { type CertificateShape, goodCertificate } from '../endpoints/certificate-shape.ts'
import type { Endpoint, EndpointMap, PlacedEndpoint } from '../endpoints/endpoint.ts'
import type { WorldAnswer, WorldRecord } from '../world/world-answer.ts'
import { outsideWorld } from './outside-world.ts'

const good = { speaks: 'tls', certificate: goodCertificate } as const satisfies Endpoint
const showing = (certificate: Partial<CertificateShape>): Endpoint => ({
  ...good,
  certificate: { ...goodCertificate, ...certificate },
})
const ingress = 'ingress.fra2.clusters.quillmoor.example'

const usual: ReadonlyMap<number, Endpoint> = new Map<number, Endpoint>([
  ...[443, 5671, 8443, 9092, 9243, 27_017].map((port): [number, Endpoint] => [port, good]),
  [587, { speaks: 'smtp', certificate: goodCertificate }],
  [5432, { speaks: 'postgres', certificate: goodCertificate }],
  [6379, { speaks: 'tcp' }],
])

const special: readonly (readonly [host: string, port: number, endpoint: Endpoint])[] = [
  ['api.paketnord.example', 443, showing({ beganDaysAgo: 79, endsInDays: 11 })],
  ['hours.placebook.example', 443, showing({ beganDaysAgo: 93, endsInDays: -3 })],
  // The controller in front of that cluster shows its own certificate for every name.
  ['recommend.ml.fra2.clusters.quillmoor.example', 8443, showing({ names: [ingress] })],
  ['loyalty.crm.ams1.clusters.quillmoor.example', 443, showing({ signedBy: 'private' })],
  ['tills.berlin.shops.quillmoor.example', 443, showing({ signedBy: 'left-out' })],
  ['receipts.tapeworks.example', 443, showing({ signedBy: 'itself', endsInDays: 3000 })],
  ['quillmoor-orders-stg.cx3k9f2a1b.eu-central-1.rds.amazonaws.com', 5432, { speaks: 'postgres-without-tls' }],
  ['pages-blue.stg.quillmoor.example', 443, { speaks: 'http' }],
  ['cluster0.dv7xk.mongodb.net', 27_017, { speaks: 'refusal' }],
  ['quillmoor.servicebus.windows.net', 5671, { speaks: 'nothing' }],
  ['quillmoor-books.es.eu-central-1.aws.found.io', 9243, { ...good, delayMs: 1800 }],
]

/** The ports that hosts of the outside world usually have open, and the hosts with trouble behind theirs. */
export function companyEndpoints(): EndpointMap {
  const world = outsideWorld()
  const placed = special.map(
    ([host, port, endpoint]): PlacedEndpoint => ({ addresses: addressesOf(world, host), port, endpoint }),
  )
  return { ownDomain: 'quillmoor.example', usual, placed }
}

function addressesOf(world: ReadonlyMap<string, WorldAnswer>, host: string, hopsLeft = 16): string[] {
  const records = recordsOf(world.get(host))
  const next = records.find(({ type }) => type === 'CNAME')
  if (next !== undefined && hopsLeft > 0) return addressesOf(world, next.data, hopsLeft - 1)
  const addresses = records.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ data }) => data)
  if (addresses.length === 0) throw new Error(`${host} has no address an endpoint could be placed at`)
  return addresses
}

function recordsOf(answer: WorldAnswer | undefined): readonly WorldRecord[] {
  if (answer === undefined || typeof answer === 'string') return []
  return 'records' in answer ? answer.records : answer
}
