import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectBadRequest, expectFailure, expectInvalid, expectNotFound, expectSpec } from '../expect-answer.ts'
import { labelValueMessage, namePartMessage } from '../label-messages.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'

const alias = (name: string, target = 'a.com', metadata: object = {}) =>
  serviceObject(name, aliasSpec(target), metadata)
const wrongNamespace = 'the namespace of the provided object does not match the namespace sent on the request'

export const createAndRead = defineSuite('create and read', [
  defineCase('gives the object with what the server adds, and reads it back alike', async (stage) => {
    const created = await stage.create('services', alias('whole', 'a.com', { labels: { x: '1' } }))
    expect(created.status).toBe(201)
    expect(created.body).toEqual({
      kind: 'Service',
      apiVersion: 'v1',
      metadata: {
        name: 'whole',
        namespace: stage.namespace,
        uid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        resourceVersion: expect.stringMatching(/^\d+$/),
        creationTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        labels: { x: '1' },
        managedFields: [expect.objectContaining({ operation: 'Update', apiVersion: 'v1' })],
      },
      spec: storedAliasSpec('a.com'),
      status: { loadBalancer: {} },
    })
    const read = await stage.read('services', 'whole')
    expect(read.status).toBe(200)
    expect(read.body).toEqual(created.body)
    expect(read.headers['content-type']).toBe('application/json')
  }),
  defineCase('refuses a name that is taken', async (stage) => {
    await stage.create('services', alias('taken'))
    expectFailure(await stage.create('services', alias('taken')), {
      code: 409,
      reason: 'AlreadyExists',
      message: 'services "taken" already exists',
      details: { name: 'taken', kind: 'services' },
    })
  }),
  defineCase('does not find what was never created', async (stage) => {
    expectNotFound(await stage.read('services', 'absent'), 'services', 'absent')
  }),
  defineCase('needs the namespace to exist', async (stage) => {
    const answer = await stage.create('services', alias('homeless'), { namespace: 'no-such-namespace' })
    expectNotFound(answer, 'namespaces', 'no-such-namespace')
  }),
  defineCase('refuses an object of another namespace', async (stage) => {
    expectBadRequest(await stage.create('services', alias('elsewhere', 'a.com', { namespace: 'zzz' })), wrongNamespace)
  }),
  defineCase('refuses a resourceVersion', async (stage) => {
    expectFailure(await stage.create('services', alias('versioned', 'a.com', { resourceVersion: '1' })), {
      code: 500,
      message: 'resourceVersion should not be set on objects to be created',
    })
  }),
  defineCase('takes kind and version from the address when the body has none', async (stage) => {
    expectSpec(
      await stage.create('services', { metadata: { name: 'kindless' }, spec: aliasSpec('a.com') }),
      storedAliasSpec('a.com'),
    )
  }),
  defineCase('refuses another kind', async (stage) => {
    expectBadRequest(
      await stage.create('services', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'z' } }),
      'ConfigMap in version "v1" cannot be handled as a Service: converting (v1.ConfigMap) to (core.Service): unknown conversion',
    )
  }),
  defineCase('refuses a number for the target', async (stage) => {
    expectBadRequest(
      await stage.create('services', serviceObject('numeric', aliasSpec(5))),
      'Service in version "v1" cannot be handled as a Service: json: cannot unmarshal number into Go struct field ServiceSpec.spec.externalName of type string',
    )
  }),
  defineCase('refuses a text for a port', async (stage) => {
    expectBadRequest(
      await stage.create('services', serviceObject('texts', { ports: [{ port: 'eighty' }] })),
      'Service in version "v1" cannot be handled as a Service: json: cannot unmarshal string into Go struct field ServicePort.spec.ports.port of type int32',
    )
  }),
  defineCase('refuses a body that is no JSON', async (stage) => {
    const message = (body: string) =>
      `the object provided is unrecognized (must be of type Service): couldn't get version/kind; json parse error: unexpected end of JSON input (${body})`
    expectBadRequest(await stage.create('services', '{"a":'), message('{"a":'))
    expectBadRequest(await stage.create('services', ''), message('<empty>'))
  }),
  defineCase('refuses a body of another media type', async (stage) => {
    const headers = { 'content-type': 'text/plain' }
    expectFailure(await stage.call({ method: 'POST', path: stage.path('services'), body: '{}', headers }), {
      code: 415,
      reason: 'UnsupportedMediaType',
      message:
        'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
    })
  }),
  defineCase('refuses labels that break the rules', async (stage) => {
    const answer = await stage.create('services', alias('labels', 'a.com', { labels: { 'a b': 'c d' } }))
    expectInvalid(answer, 'Service', 'labels', [
      ['metadata.labels', 'Invalid', `Invalid value: "a b": ${namePartMessage}`],
      ['metadata.labels', 'Invalid', `Invalid value: "c d": ${labelValueMessage}`],
    ])
  }),
  defineCase('refuses an annotation whose key breaks the rules', async (stage) => {
    const answer = await stage.create('services', alias('keys', 'a.com', { annotations: { 'a b': 'c d' } }))
    expectInvalid(answer, 'Service', 'keys', [
      ['metadata.annotations', 'Invalid', `Invalid value: "a b": ${namePartMessage}`],
    ])
  }),
  defineCase('refuses annotations of more than 256 KiB', async (stage) => {
    const answer = await stage.create('services', alias('long', 'a.com', { annotations: { a: 'x'.repeat(262_145) } }))
    expectInvalid(answer, 'Service', 'long', [
      ['metadata.annotations', 'TooLong', 'Too long: may not be more than 262144 bytes'],
    ])
  }),
])
