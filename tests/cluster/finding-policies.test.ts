import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findingPolicies, policyName } from '@/lib/domain/finding/policy/finding-policy'
import type { PolicyAction } from '@/lib/domain/finding/policy/policy-actions'
import { policyRules } from '@/lib/domain/finding/policy/policy-rules'
import { mapService } from '@/lib/kubernetes/map-service'
import { readServiceObject } from '@/lib/kubernetes/read-service-object'
import { readWarnings } from '@/lib/kubernetes/warning-header'
import { type ApiClient, createApiClient } from '../contract/api-client.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { sampleFacts } from '../lib/domain/finding/sample-facts.ts'
import { kubectlOf } from './kubectl-of.ts'

const plane = providedControlPlane()
const kubectl = kubectlOf(plane)
const clusterDomain = 'cluster.local'
/** By name: nothing says more of the first one; the second names an owner and an environment. */
const surroundings = {
  'policy-bare': { labels: {}, annotations: {} },
  'policy-prod': { labels: { env: 'production' }, annotations: { team: 'shop' } },
}
const namespaces = Object.keys(surroundings)
let api: ApiClient

interface Sample {
  namespace?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
  externalName?: string
  ports?: object[]
}

const https = { name: 'https', port: 443 }

function service({ namespace = 'policy-prod', ...given }: Sample) {
  const { labels = { 'app.kubernetes.io/part-of': 'shop' }, annotations = { description: 'Orders' } } = given
  const { externalName = 'db.quillmoor.dev', ports = [https] } = given
  return {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { namespace, name: 'sample', labels, annotations } },
    spec: { type: 'ExternalName', externalName, ...(ports.length === 0 ? {} : { ports }) },
  }
}

/** For each rule a Service of which it says something, and no other one that is not accepted. */
const failing: Readonly<Record<string, Sample>> = {
  IP_LITERAL: { externalName: '0x0a.1' },
  INVALID_NAME: { externalName: `${'a'.repeat(64)}.quillmoor.dev` },
  NAMESPACE_ALIAS_SHORT_NAME: { externalName: 'db.data.svc' },
  GROUP_LABEL: { labels: { 'app.kubernetes.io/part-of': 'shop', 'signpost/group': 'db', 'signpost/role': 'red' } },
  LOCALHOST_TARGET: { externalName: 'localhost' },
  METADATA_TARGET: { externalName: 'metadata.google.internal' },
  SYSTEM_TARGET: {
    externalName: 'kube-dns.kube-system.svc.cluster.local',
    annotations: { description: 'x', 'signpost/suppress': 'IN_CLUSTER_TARGET until=2099-01-01 reason=another rule' },
  },
  PLACEHOLDER_TARGET: { externalName: 'placeholder.example.com' },
  SINGLE_LABEL_TARGET: { externalName: 'postgres' },
  PORT_NOT_MAPPED: { ports: [{ ...https, targetPort: 8443 }] },
  EXTERNAL_DNS: { annotations: { description: 'x', 'external-dns.alpha.kubernetes.io/hostname': 'db.shop.dev' } },
  IN_CLUSTER_TARGET: { externalName: 'db-rw.data.svc.cluster.local.' },
  PORT_CONTRADICTS: { ports: [{ name: 'http', port: 5432 }] },
  PORT_PROTOCOL_UNSAID: { ports: [{ port: 5432 }] },
  PORTS_MISSING: { ports: [] },
  NO_OWNER: {
    namespace: 'policy-bare',
    labels: { environment: 'test' },
    annotations: { description: 'x', 'signpost/suppress': 'NO_PART_OF until=2099-01-01 reason=another rule' },
  },
  NO_DESCRIPTION: { annotations: {} },
  NO_ENVIRONMENT: { namespace: 'policy-bare', labels: { 'app.kubernetes.io/part-of': 'shop' } },
  NO_PART_OF: { labels: {} },
}

async function dryRun(sample: Sample) {
  const body = service(sample)
  const path = `/api/v1/namespaces/${body.metadata.namespace}/services?dryRun=All`
  const { status, headers, body: answer } = await api.call({ method: 'POST', path, body })
  return { status, answer, warnings: readWarnings(headers.warning) }
}

const codesIn = (warnings: readonly string[]) =>
  policyRules.map(({ code }) => code).filter((code) => warnings.some((text) => text.includes(`'${policyName(code)}'`)))

/** What the rules say of a Service as the API server made it. */
function judged(answer: unknown): string[] {
  const object = readServiceObject(answer)
  if (object === null) throw new Error(`no Service: ${JSON.stringify(answer)}`)
  const { labels, annotations } = surroundings[object.metadata.namespace as keyof typeof surroundings]
  const around = { cluster: 'one', namespaceLabels: labels, namespaceAnnotations: annotations }
  const alias = mapService(object, around)
  const facts = { ...sampleFacts({ host: alias.target ?? '', clusterDomain }), alias }
  return policyRules.filter(({ sees }) => sees(facts)).map(({ code }) => code)
}

/** Applies the policies of all rules and waits until each is asked. */
async function enforce(action: PolicyAction, isAsked: () => Promise<boolean>): Promise<void> {
  const text = findingPolicies(
    policyRules.map((rule) => ({ rule, action })),
    clusterDomain,
  )
  const applied = await plane.kubectl(['apply', '-f', '-'], { stdin: text })
  expect(applied.stderr).toBe('')
  await poll(isAsked, { what: 'the policies are asked', timeoutMs: 30_000, everyMs: 250 })
}

const everyRule = policyRules.map(({ code }) => code)

beforeAll(async () => {
  api = createApiClient({
    serverUrl: plane.serverUrl,
    caPem: await readFile(plane.caPath, 'utf8'),
    token: plane.token,
  })
  const items = Object.entries(surroundings).map(([name, metadata]) => ({
    ...{ apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...metadata } },
  }))
  await plane.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) })
})

afterAll(async () => {
  const kinds = 'validatingadmissionpolicies,validatingadmissionpolicybindings'
  await kubectl('delete', kinds, '-l', 'app.kubernetes.io/part-of=signpost-policy')
  await kubectl('delete', 'namespace', ...namespaces, '--wait=false')
  api?.close()
})

describe('with every rule as a warning', () => {
  beforeAll(() =>
    enforce('warn', async () => {
      const told = await Promise.all(everyRule.map(async (code) => (await dryRun(failing[code] ?? {})).warnings))
      return everyRule.every((code, index) => codesIn(told[index] ?? []).includes(code))
    }),
  )

  test.each(everyRule)(
    '%s warns of a Service that it is about, in the words of the finding, and of no other',
    async (code) => {
      const rule = policyRules.find((each) => each.code === code)
      const { status, warnings, answer } = await dryRun(failing[code] ?? {})
      expect(status).toBe(201)
      expect(judged(answer)).toContain(code)
      expect(codesIn(warnings)).toEqual([code])
      expect(warnings.join()).toContain(`${code}: ${rule?.cause} ${rule?.fix}`)
      expect(codesIn((await dryRun({})).warnings)).toEqual([])
    },
  )

  test('the API server and the rules say the same of Services of every make', async () => {
    const host = fc.constantFrom(
      ...['localhost', 'db.localhost', 'localhost.shop.dev', 'ip6-loopback', 'postgres', 'instance-data', '2130706433'],
      ...['169.254.169.254', '2852039166', '0xa9fea9fe', '100.100.100.200.', '10.0.0.1', '10.0.0.256', '1.2.3.4.5'],
      ...['kubernetes.default.svc.cluster.local', 'kubernetes.default.svc', 'a.kubernetes.default.svc.cluster.local'],
      ...['kubernetes.default.svc.other.local', 'x.kube-system.svc', 'db.data.svc', 'a.db.data.svc.cluster.local'],
      ...['a.b.db.data.svc.cluster.local', 'svc.cluster.local', 'db.svc', 'example.com', 'db.example.org', 'x.invalid'],
      ...['badexample.com', 'your-db.shop.dev', 'db-todo.shop.dev', 'todos.shop.dev', `${'a'.repeat(63)}.dev`],
      ...[`${'b'.repeat(64)}`, 'db.quillmoor.dev', 'db.quillmoor.dev.'],
    )
    const port = fc.record(
      {
        name: fc.constantFrom('http', 'https', 'grpc-web', 'tcp-db', 'db', 'mongo', 'postgresql', 'web'),
        port: fc.constantFrom(80, 443, 5432, 27017, 6379, 1521, 12345),
        protocol: fc.constantFrom('TCP', 'UDP'),
        targetPort: fc.constantFrom(80, 443, 'http'),
        appProtocol: fc.constantFrom(
          'http',
          'kubernetes.io/h2c',
          'kubernetes.io/ws',
          'istio.io/https',
          'POSTGRES',
          'x',
        ),
      },
      { requiredKeys: ['name', 'port'] },
    )
    const words = fc.constantFrom('', ' ', '\t\n', 'shop')
    const labels = fc.record(
      {
        'app.kubernetes.io/part-of': fc.constantFrom('', 'shop'),
        environment: fc.constantFrom('', 'dev'),
        env: fc.constantFrom('', 'prod'),
        'signpost/group': fc.constantFrom('', 'db'),
        'signpost/role': fc.constantFrom('', 'active', 'blue', 'red'),
      },
      { requiredKeys: [] },
    )
    const annotations = fc.record(
      {
        'a8r.io/owner': words,
        team: words,
        description: words,
        'kubernetes.io/description': words,
        'external-dns.alpha.kubernetes.io/internal-hostname': words,
      },
      { requiredKeys: [] },
    )
    const sample = fc.record({
      namespace: fc.constantFrom(...namespaces),
      labels,
      annotations,
      externalName: host,
      ports: fc.uniqueArray(port, { maxLength: 3, selector: ({ name }) => name }).map((listed) =>
        // The API server takes a pair of number and protocol once.
        listed.filter((each, at) => listed.findIndex((other) => other.port === each.port) === at),
      ),
    })
    const seen = new Set<string>()
    for (const each of fc.sample(sample, { numRuns: 300, seed: 7 })) {
      const { status, answer, warnings } = await dryRun(each)
      expect(status, JSON.stringify(answer)).toBe(201)
      expect(codesIn(warnings), JSON.stringify(each)).toEqual(judged(answer))
      for (const code of codesIn(warnings)) seen.add(code)
    }
    expect([...seen].sort()).toEqual([...everyRule].sort())
  })

  test('what is accepted passes until the end of its day, and not after it', async () => {
    const [today = ''] = new Date().toISOString().split('T')
    const [yesterday = ''] = new Date(Date.now() - 86_400_000).toISOString().split('T')
    const told = async (...lines: string[]) => {
      const annotations = { description: 'x', 'signpost/suppress': lines.join('\n') }
      const { warnings } = await dryRun({ externalName: 'localhost', annotations })
      return codesIn(warnings)
    }
    expect(await told(`LOCALHOST_TARGET until=${today} reason=test bench`)).toEqual([])
    expect(await told('NO_OWNER until=2099-01-01 reason=x', '  LOCALHOST_TARGET until=2099-12-31 reason=x ')).toEqual(
      [],
    )
    for (const line of [
      `LOCALHOST_TARGET until=${yesterday} reason=test bench`,
      'LOCALHOST_TARGET until=2099-02-30 reason=no such day',
      'LOCALHOST_TARGET until=2099-01-01 reason= ',
      'LOCALHOST_TARGET_X until=2099-01-01 reason=x',
      'NO_OWNER until=2099-01-01 reason=LOCALHOST_TARGET until=2099-01-01 reason=x',
    ]) {
      expect(await told(line), line).toEqual(['LOCALHOST_TARGET'])
    }
  })
})

describe('with every rule to deny', () => {
  const isDenied = async (code: string) => (await dryRun(failing[code] ?? {})).status === 422
  beforeAll(() => enforce('deny', async () => (await Promise.all(everyRule.map(isDenied))).every(Boolean)))

  test.each(everyRule)('%s refuses a Service that it is about, in the words of the finding', async (code) => {
    const { status, answer } = await dryRun(failing[code] ?? {})
    expect(status).toBe(422)
    expect(answer).toMatchObject({ message: expect.stringContaining(`denied request: ${code}: `) })
  })

  test('a Service that no rule has anything to say of is made, and one of another type is none of their business', async () => {
    expect((await dryRun({})).status).toBe(201)
    const bare = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'sample' }, spec: { ports: [{ port: 80 }] } }
    const path = '/api/v1/namespaces/policy-bare/services?dryRun=All'
    expect((await api.call({ method: 'POST', path, body: bare })).status).toBe(201)
  })

  test('an update is judged by the day of its write, and a finalizer can always be taken off', async () => {
    const path = '/api/v1/namespaces/policy-prod/services'
    const accepted = { 'signpost/suppress': 'LOCALHOST_TARGET until=2099-01-01 reason=x', description: 'x' }
    const body = service({ externalName: 'localhost', annotations: accepted })
    const finalizers = ['signpost.test/kept']
    const metadata = { ...body.metadata, finalizers }
    expect((await api.call({ method: 'POST', path, body: { ...body, metadata } })).status).toBe(201)
    const patch = (change: object) =>
      api.call({
        ...{ method: 'PATCH', path: `${path}/sample`, body: { metadata: change } },
        headers: { 'content-type': 'application/merge-patch+json' },
      })
    expect((await patch({ labels: { more: 'yes' } })).status).toBe(200)
    const ended = 'LOCALHOST_TARGET until=2026-01-01 reason=x'
    expect((await patch({ annotations: { 'signpost/suppress': ended } })).status).toBe(422)
    await api.call({ method: 'DELETE', path: `${path}/sample` })
    expect((await patch({ annotations: { 'signpost/suppress': null }, finalizers: null })).status).toBe(200)
    expect((await api.call({ method: 'GET', path: `${path}/sample` })).status).toBe(404)
  })
})

describe('with every rule to be audited', () => {
  test('the Service is made without a word, and the audit log has the finding', async () => {
    await enforce('audit', async () => {
      const answers = await Promise.all(everyRule.map((code) => dryRun(failing[code] ?? {})))
      return answers.every(({ status, warnings }) => status === 201 && codesIn(warnings).length === 0)
    })
    const [rule] = policyRules.filter(({ code }) => code === 'PLACEHOLDER_TARGET')
    const isNoted = async () => {
      await dryRun(failing.PLACEHOLDER_TARGET ?? {})
      const lines = (await readFile(plane.auditLogPath, 'utf8')).split('\n')
      return lines.some((line) => line.includes('validation_failure') && line.includes(rule?.cause ?? '-'))
    }
    await poll(isNoted, { what: 'the line in the audit log', timeoutMs: 15_000, everyMs: 500 })
  })
})
