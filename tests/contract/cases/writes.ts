import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import {
  expectBadRequest,
  expectFailure,
  expectInvalid,
  expectModified,
  expectNotFound,
  expectSpec,
  textAt,
  valueAt,
} from '../expect-answer.ts'
import { labelValueMessage, namePartMessage } from '../label-messages.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'

const alias = (name: string, target = 'a.com', metadata: object = {}) =>
  serviceObject(name, aliasSpec(target), metadata)
const storageConflict = (name: string, namespace: string, wanted: string, found: string) => ({
  code: 409,
  reason: 'Conflict',
  message: `Operation cannot be fulfilled on services "${name}": StorageError: invalid object, Code: 4, Key: /registry/services/specs/${namespace}/${name}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${found}`,
  details: { name, kind: 'services' },
})
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

export const replace = defineSuite('replace (PUT)', [
  defineCase('creates what is missing', async (stage) => {
    const answer = await stage.replace('services', 'fresh', alias('fresh'))
    expect(answer.status).toBe(201)
    expectSpec(answer, storedAliasSpec('a.com'))
  }),
  defineCase('without a resourceVersion wins over everyone', async (stage) => {
    await stage.create('services', alias('careless'))
    const answer = await stage.replace('services', 'careless', alias('careless', 'b.com'))
    expect(answer.status).toBe(200)
    expectSpec(answer, storedAliasSpec('b.com'))
  }),
  defineCase('with the resourceVersion that was read loses a race', async (stage) => {
    const created = await stage.create('services', alias('careful'))
    const metadata = { resourceVersion: textAt(created.body, 'metadata.resourceVersion') }
    expectSpec(
      await stage.replace('services', 'careful', alias('careful', 'b.com', metadata)),
      storedAliasSpec('b.com'),
    )
    expectModified(
      await stage.replace('services', 'careful', alias('careful', 'c.com', metadata)),
      'services',
      'careful',
    )
  }),
  defineCase('forgets labels and annotations that it does not bring', async (stage) => {
    await stage.create('services', alias('forgetful', 'a.com', { labels: { a: '1' }, annotations: { b: '2' } }))
    const answer = await stage.replace('services', 'forgetful', alias('forgetful'))
    expect(valueAt(answer.body, 'metadata.labels')).toBeUndefined()
    expect(valueAt(answer.body, 'metadata.annotations')).toBeUndefined()
  }),
  defineCase('keeps an address that it does not bring', async (stage) => {
    const created = await stage.create('services', serviceObject('addressed', { ports: [{ port: 80 }] }))
    const answer = await stage.replace('services', 'addressed', serviceObject('addressed', { ports: [{ port: 81 }] }))
    expect(valueAt(answer.body, 'spec.clusterIP')).toBe(textAt(created.body, 'spec.clusterIP'))
  }),
  defineCase('with another uid is a conflict', async (stage) => {
    const created = await stage.create('services', alias('identified'))
    const answer = await stage.replace('services', 'identified', alias('identified', 'b.com', { uid: 'other' }))
    expectFailure(answer, storageConflict('identified', stage.namespace, 'other', textAt(created.body, 'metadata.uid')))
  }),
  defineCase('with a uid does not create', async (stage) => {
    const answer = await stage.replace('services', 'gone', alias('gone', 'a.com', { uid: 'u' }))
    expectFailure(answer, storageConflict('gone', stage.namespace, 'u', ''))
  }),
  defineCase('must name what the address names', async (stage) => {
    expectBadRequest(
      await stage.replace('services', 'this', alias('that')),
      'the name of the object (that) does not match the name on the URL (this)',
    )
    expectBadRequest(
      await stage.replace('services', 'this', alias('this', 'a.com', { namespace: 'zzz' })),
      wrongNamespace,
    )
  }),
])

export const remove = defineSuite('delete', [
  defineCase('gives the object as it was, and it is gone', async (stage) => {
    const created = await stage.create('services', alias('short-lived'))
    const answer = await stage.remove('services', 'short-lived')
    expect(answer.status).toBe(200)
    expectSpec(answer, storedAliasSpec('a.com'))
    expect(valueAt(answer.body, 'metadata.uid')).toBe(textAt(created.body, 'metadata.uid'))
    expectNotFound(await stage.read('services', 'short-lived'), 'services', 'short-lived')
  }),
  defineCase('does not find what is not there', async (stage) => {
    expectNotFound(await stage.remove('services', 'absent'), 'services', 'absent')
  }),
  defineCase('spares an object of another uid', async (stage) => {
    const created = await stage.create('services', alias('precious'))
    const answer = await stage.remove('services', 'precious', { body: { preconditions: { uid: 'x' } } })
    expectFailure(answer, {
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on Service "precious": the UID in the precondition (x) does not match the UID in record (${textAt(created.body, 'metadata.uid')}). The object might have been deleted and then recreated`,
      details: { name: 'precious', kind: 'Service' },
    })
    expect((await stage.read('services', 'precious')).body).toEqual(created.body)
  }),
  defineCase('spares an object of another resourceVersion', async (stage) => {
    const created = await stage.create('services', alias('moving'))
    const answer = await stage.remove('services', 'moving', { body: { preconditions: { resourceVersion: '1' } } })
    expectFailure(answer, {
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on Service "moving": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${textAt(created.body, 'metadata.resourceVersion')}). The object might have been modified`,
      details: { name: 'moving', kind: 'Service' },
    })
  }),
  defineCase('deletes when the preconditions hold', async (stage) => {
    const created = await stage.create('services', alias('agreed'))
    const preconditions = {
      uid: textAt(created.body, 'metadata.uid'),
      resourceVersion: textAt(created.body, 'metadata.resourceVersion'),
    }
    expect((await stage.remove('services', 'agreed', { body: { preconditions } })).status).toBe(200)
    expectNotFound(await stage.read('services', 'agreed'), 'services', 'agreed')
  }),
  defineCase('refuses a propagation policy it does not know', async (stage) => {
    await stage.create('services', alias('policy'))
    const answer = await stage.remove('services', 'policy', { body: { propagationPolicy: 'Nope' } })
    expectInvalid(answer, 'DeleteOptions.meta.k8s.io', '', [
      [
        'propagationPolicy',
        'NotSupported',
        'Unsupported value: "Nope": supported values: "Foreground", "Background", "Orphan", "nil"',
      ],
    ])
  }),
  defineCase('of a new object with an old name gives a new uid', async (stage) => {
    const first = await stage.create('services', alias('reborn'))
    await stage.remove('services', 'reborn')
    const second = await stage.create('services', alias('reborn'))
    expect(textAt(second.body, 'metadata.uid')).not.toBe(textAt(first.body, 'metadata.uid'))
  }),
])
