import type { PlainAnswer, PlainFault, WorldRecord } from './world-answer.ts'

/** The made-up world at its start: the hosts of the usual ExternalName guides, and `broken.example` with one fault per name. */
export function initialAnswers(): Map<string, PlainAnswer> {
  return new Map([...providers(), ...company(), ...moved(), ...broken(), ...chainOf(9), ...chainOf(20), ...chainOf(3)])
}

type Entry = [string, PlainAnswer]

const name = (host: string, ...answers: WorldRecord[]): Entry => [host, answers]
const fault = (host: string, kind: PlainFault): Entry => [host, kind]
const record =
  (type: WorldRecord['type']) =>
  (data: string, ttlSeconds?: number): WorldRecord =>
    ttlSeconds === undefined ? { type, data } : { type, data, ttlSeconds }
const a = record('A')
const aaaa = record('AAAA')
const cname = record('CNAME')

function providers(): Entry[] {
  return [
    name('api-v1.backend.com', a('203.0.113.11', 30), aaaa('2001:db8:b::11', 30)),
    name('api-v2.backend.com', a('203.0.113.12', 30), aaaa('2001:db8:b::12', 30)),
    name('database.external-provider.com', a('203.0.113.20', 300)),
    name('external-db.provider.com', a('203.0.113.21', 300)),
    name('mydb-instance.abc123.us-east-1.rds.amazonaws.com', cname('ec2-203-0-113-31.compute-1.amazonaws.com', 5)),
    name('ec2-203-0-113-31.compute-1.amazonaws.com', a('203.0.113.31', 86400)),
    name('api.stripe.com', a('203.0.113.41', 60), a('203.0.113.42', 60), a('203.0.113.43', 60)),
    name('smtp.sendgrid.net', a('203.0.113.51', 300), aaaa('2001:db8:5::51', 300)),
    name('cluster0.abc123.mongodb.net', cname('cluster0-lb.abc123.mongodb.net', 60)),
    name('cluster0-lb.abc123.mongodb.net', cname('ac-abc123-lb.eu-central-1.aws.mongodb.test', 60)),
    name('ac-abc123-lb.eu-central-1.aws.mongodb.test', a('203.0.113.61', 60)),
    name('my-deployment.es.us-east-1.aws.found.io', cname('proxy-production-us-east-1.aws.found.io', 300)),
    name('proxy-production-us-east-1.aws.found.io', a('203.0.113.71', 60), aaaa('2001:db8:7::71', 60)),
    // The cache cluster was deleted; its alias at the provider stayed.
    name('redis.abc123.cache.amazonaws.com', cname('redis-001.abc123.0001.use1.cache.amazonaws.com', 15)),
  ]
}

function company(): Entry[] {
  return [
    name('analytics-instance.us-central1.sql.gcp.company.com', cname('analytics-primary.sql.gcp.company.com', 300)),
    name('analytics-primary.sql.gcp.company.com', a('203.0.113.81', 300)),
    fault('erp.legacy.internal.company.com', 'SERVFAIL'),
    name('auth.cluster-b.example.internal', a('10.20.30.40', 30)),
    name('auth.cluster-c.example.internal', a('10.20.40.40', 30)),
  ]
}

function moved(): Entry[] {
  return [name('smtp.moved.example.net', a('203.0.113.91', 60)), name('api-v3.backend.com', a('203.0.113.13', 30))]
}

function broken(): Entry[] {
  return [
    name('at-hop.broken.example', cname('gone.missing.broken.example')),
    name('nodata.broken.example'),
    name('nodata-at-hop.broken.example', cname('nodata.broken.example')),
    name('loop.broken.example', cname('loop-b.broken.example')),
    name('loop-b.broken.example', cname('loop-c.broken.example')),
    name('loop-c.broken.example', cname('loop.broken.example')),
    name('v4only.broken.example', a('203.0.113.101')),
    name('v6only.broken.example', aaaa('2001:db8:a::101')),
    name('loopback.broken.example', a('127.0.0.1')),
    name('metadata.broken.example', a('169.254.169.254')),
    name('ttl-zero.broken.example', a('203.0.113.102', 0)),
    name('ttl-long.broken.example', a('203.0.113.103', 86400)),
    // Too large for a UDP answer: comes truncated, then whole over TCP.
    name('many.broken.example', ...Array.from({ length: 120 }, (_, index) => a(`203.0.113.${index + 120}`))),
    fault('servfail.broken.example', 'SERVFAIL'),
    name('servfail-at-hop.broken.example', cname('hop.servfail.broken.example')),
    fault('refused.broken.example', 'REFUSED'),
    fault('timeout.broken.example', 'TIMEOUT'),
    name('timeout-at-hop.broken.example', cname('hop.timeout.broken.example')),
    fault('bogus.broken.example', 'DNSSEC_BOGUS'),
    fault('blocked.broken.example', 'BLOCKED'),
  ]
}

// `chain-9.broken.example` leads over nine CNAME records to an address.
function chainOf(length: number): Entry[] {
  const link = (index: number) =>
    index === 0 ? `chain-${length}.broken.example` : `link-${index}.chain-${length}.broken.example`
  const links = Array.from({ length }, (_, index) => name(link(index), cname(link(index + 1))))
  return [...links, name(link(length), a('203.0.113.110'))]
}
