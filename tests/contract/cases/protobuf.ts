import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectSpec, valueAt } from '../expect-answer.ts'
import { storedAliasSpec, storedClusterIpSpec, storedPort } from '../service-object.ts'
import type { Stage } from '../stage.ts'

/** A field of a protobuf message: a number, or a text or message with its length before it; all short. */
function field(number: number, value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return Buffer.concat([varint(number * 8), varint(value)])
  const bytes = Buffer.from(value)
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes])
}

function varint(value: number): Buffer {
  return value < 128
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value % 128) + 128]), varint(Math.floor(value / 128))])
}

const message = (...fields: Buffer[]) => Buffer.concat(fields)
const entry = (key: string, value: string) => message(field(1, key), field(2, value))

/** An object in the envelope that Kubernetes' clients put around it. */
const envelope = (apiVersion: string, kind: string, object: Buffer) =>
  message(
    Buffer.from('k8s\0'),
    field(1, message(field(1, apiVersion), field(2, kind))),
    field(2, object),
    field(3, ''),
    field(4, ''),
  )

const post = (stage: Stage, path: string, body: Buffer) =>
  stage.call({ method: 'POST', path, body, headers: { 'content-type': 'application/vnd.kubernetes.protobuf' } })

export const protobuf = defineSuite('protobuf, which kubectl create and kubectl auth send', [
  defineCase('creates an alias', async (stage) => {
    const metadata = message(field(1, 'sent'), field(2, ''), field(3, ''), field(11, entry('app', 'sent')))
    const spec = message(field(4, 'ExternalName'), field(7, ''), field(10, 'a.com'), field(12, 0), field(13, 0))
    const service = envelope('v1', 'Service', message(field(1, metadata), field(2, spec), field(3, '')))
    const answer = await post(stage, stage.path('services'), service)
    expectSpec(answer, storedAliasSpec('a.com'))
    expect(valueAt(answer.body, 'metadata.labels')).toEqual({ app: 'sent' })
  }),
  defineCase('creates a Service with ports and a selector', async (stage) => {
    const target = message(field(1, 1), field(2, 0), field(3, 'web'))
    const port = message(field(1, 'http'), field(2, 'TCP'), field(3, 8080), field(4, target), field(5, 0))
    const spec = message(field(1, port), field(2, entry('app', 'web')), field(3, 'None'), field(4, 'ClusterIP'))
    const service = message(field(1, field(1, 'ported')), field(2, spec))
    expectSpec(
      await post(stage, stage.path('services'), envelope('v1', 'Service', service)),
      storedClusterIpSpec('None', {
        ports: [storedPort(8080, { name: 'http', targetPort: 'web' })],
        selector: { app: 'web' },
      }),
    )
  }),
  defineCase('creates a ConfigMap', async (stage) => {
    const configMap = message(field(1, field(1, 'sent')), field(2, entry('a', '1')), field(2, entry('b', 'zwei')))
    const answer = await post(stage, stage.path('configmaps'), envelope('v1', 'ConfigMap', configMap))
    expect(answer.status).toBe(201)
    expect(valueAt(answer.body, 'data')).toEqual({ a: '1', b: 'zwei' })
  }),
  defineCase('asks for rights', async (stage) => {
    const attributes = message(field(2, 'list'), field(3, ''), field(5, 'services'))
    const review = field(2, field(1, attributes))
    const answer = await post(
      stage,
      '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      envelope('authorization.k8s.io/v1', 'SelfSubjectAccessReview', review),
    )
    expect(valueAt(answer.body, 'status')).toEqual({ allowed: true })
  }),
])
