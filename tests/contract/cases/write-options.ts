import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import {
  expectBadRequest,
  expectFailure,
  expectInvalid,
  expectNotFound,
  expectSpec,
  expectWarnings,
  textAt,
  valueAt,
} from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec, storedClusterIpSpec, storedPort } from '../service-object.ts'

const alias = (name: string, more: object = {}) => serviceObject(name, aliasSpec('a.com', more))
const toClusterIp = { spec: { type: 'ClusterIP', externalName: null, ports: [{ port: 1 }] } }
const unknownField = 'unknown field "spec.foo"'
const strictly = (what: string) =>
  `Service in version "v1" cannot be handled as a Service: strict decoding error: ${what}`
const twice = (name: string) =>
  `{"apiVersion":"v1","kind":"Service","metadata":{"name":"${name}"},"spec":{"type":"ExternalName","externalName":"a.com","externalName":"b.com"}}`

export const dryRuns = defineSuite('dry run', [
  defineCase('of a creation answers and leaves nothing', async (stage) => {
    const answer = await stage.create('services', alias('dry'), { query: 'dryRun=All' })
    expect(answer.status).toBe(201)
    expectSpec(answer, storedAliasSpec('a.com'))
    expect(valueAt(answer.body, 'metadata.resourceVersion')).toBeUndefined()
    expectNotFound(await stage.read('services', 'dry'), 'services', 'dry')
  }),
  defineCase('of a creation shows a placeholder for the address', async (stage) => {
    const answer = await stage.create('services', serviceObject('placeholder', { ports: [{ port: 80 }] }), {
      query: 'dryRun=All',
    })
    expectSpec(answer, storedClusterIpSpec('10.96.0.0', { ports: [storedPort(80)] }))
  }),
  defineCase('of a patch answers and changes nothing', async (stage) => {
    const created = await stage.create('services', alias('patched'))
    const answer = await stage.patch('services', 'patched', 'merge', toClusterIp, { query: 'dryRun=All' })
    expectSpec(answer, storedClusterIpSpec('10.96.0.0', { ports: [storedPort(1)] }))
    expect(textAt(answer.body, 'metadata.resourceVersion')).toBe(textAt(created.body, 'metadata.resourceVersion'))
    expect((await stage.read('services', 'patched')).body).toEqual(created.body)
  }),
  defineCase('of a patch finds what is invalid', async (stage) => {
    await stage.create('services', alias('wrong'))
    const patch = { spec: { type: 'ClusterIP', externalName: null } }
    expectInvalid(await stage.patch('services', 'wrong', 'merge', patch, { query: 'dryRun=All' }), 'Service', 'wrong', [
      ['spec.ports', 'Required', 'Required value'],
    ])
  }),
  defineCase('of a replacement changes nothing', async (stage) => {
    const created = await stage.create('services', alias('replaced'))
    const wanted = serviceObject('replaced', aliasSpec('b.com'))
    expectSpec(await stage.replace('services', 'replaced', wanted, { query: 'dryRun=All' }), storedAliasSpec('b.com'))
    expect((await stage.read('services', 'replaced')).body).toEqual(created.body)
  }),
  defineCase('of a deletion, in body or address, deletes nothing', async (stage) => {
    const created = await stage.create('services', alias('kept'))
    expect((await stage.remove('services', 'kept', { body: { dryRun: ['All'] } })).status).toBe(200)
    expect((await stage.remove('services', 'kept', { query: 'dryRun=All' })).status).toBe(200)
    expect((await stage.read('services', 'kept')).body).toEqual(created.body)
  }),
  defineCase('is All or nothing', async (stage) => {
    const answer = await stage.create('services', alias('some'), { query: 'dryRun=Some' })
    expectInvalid(answer, 'CreateOptions.meta.k8s.io', '', [
      ['dryRun', 'NotSupported', 'Unsupported value: ["Some"]: supported values: "All"'],
    ])
  }),
])

export const fieldValidation = defineSuite('field validation', [
  defineCase('Strict refuses an unknown field', async (stage) => {
    const answer = await stage.create('services', alias('strict', { foo: 1 }), { query: 'fieldValidation=Strict' })
    expectBadRequest(answer, strictly(unknownField))
  }),
  defineCase('Strict names every unknown field', async (stage) => {
    const body = { ...alias('strict', { foo: 1 }), bar: 2 }
    const answer = await stage.create('services', body, { query: 'fieldValidation=Strict' })
    expectBadRequest(answer, strictly(`${unknownField}, unknown field "bar"`))
  }),
  defineCase('Strict refuses a field that is there twice', async (stage) => {
    const answer = await stage.create('services', twice('strict'), { query: 'fieldValidation=Strict' })
    expectBadRequest(answer, strictly('duplicate field "spec.externalName"'))
  }),
  defineCase('Warn drops an unknown field and says so', async (stage) => {
    const answer = await stage.create('services', alias('warned', { foo: 1 }), { query: 'fieldValidation=Warn' })
    expectSpec(answer, storedAliasSpec('a.com'), [unknownField])
  }),
  defineCase('Warn takes the last of two and says so', async (stage) => {
    const answer = await stage.create('services', twice('warned-twice'), { query: 'fieldValidation=Warn' })
    expectSpec(answer, storedAliasSpec('b.com'), ['duplicate field "spec.externalName"'])
  }),
  defineCase('warns unless told', async (stage) => {
    const answer = await stage.create('services', alias('default', { foo: 1, bar: { a: 1 } }))
    expectSpec(answer, storedAliasSpec('a.com'), [unknownField, 'unknown field "spec.bar"'])
  }),
  defineCase('Ignore says nothing', async (stage) => {
    const answer = await stage.create('services', alias('ignored', { foo: 1 }), { query: 'fieldValidation=Ignore' })
    expectSpec(answer, storedAliasSpec('a.com'))
  }),
  defineCase('has no other modes', async (stage) => {
    const answer = await stage.create('services', alias('hard'), { query: 'fieldValidation=Hard' })
    expectInvalid(answer, 'CreateOptions.meta.k8s.io', '', [
      [
        'fieldValidation',
        'NotSupported',
        'Unsupported value: "Hard": supported values: "", "Ignore", "Strict", "Warn"',
      ],
    ])
  }),
  defineCase('warns of an unknown field in a patch', async (stage) => {
    await stage.create('services', alias('patched'))
    for (const type of ['merge', 'strategic'] as const) {
      const answer = await stage.patch('services', 'patched', type, { spec: { foo: 1 } })
      expectSpec(answer, storedAliasSpec('a.com'), [unknownField])
    }
  }),
  defineCase('Strict refuses an unknown field in a patch', async (stage) => {
    await stage.create('services', alias('strict-patch'))
    const answer = await stage.patch(
      'services',
      'strict-patch',
      'strategic',
      { spec: { foo: 1 } },
      { query: 'fieldValidation=Strict' },
    )
    const message = `Invalid value: "map[spec:map[foo:1]]": strict decoding error: ${unknownField}`
    expectFailure(answer, {
      code: 422,
      reason: 'Invalid',
      message: ` "" is invalid: patch: ${message}`,
      details: { causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }] },
    })
  }),
  defineCase('Strict refuses an unknown field in a merge patch, and changes nothing', async (stage) => {
    const created = await stage.create('services', alias('strict-merge'))
    const answer = await stage.patch(
      'services',
      'strict-merge',
      'merge',
      { spec: { foo: 1 } },
      { query: 'fieldValidation=Strict' },
    )
    expect(answer.status).toBe(422)
    expect(textAt(answer.body, 'reason')).toBe('Invalid')
    expect(textAt(answer.body, 'message')).toMatch(/strict decoding error: unknown field "spec\.foo"$/)
    expect((await stage.read('services', 'strict-merge')).body).toEqual(created.body)
  }),
])

const managers = (body: unknown): unknown[] => {
  const entries = valueAt(body, 'metadata.managedFields')
  if (!Array.isArray(entries)) return []
  return entries.map((entry) => ({
    manager: valueAt(entry, 'manager'),
    operation: valueAt(entry, 'operation'),
    fields: valueAt(entry, 'fieldsV1'),
  }))
}
const update = (manager: string, fields: object) => ({ manager, operation: 'Update', fields })

export const managedFields = defineSuite('managed fields', [
  defineCase('name who wrote each field', async (stage) => {
    const created = await stage.create('services', alias('managed'), { query: 'fieldManager=first' })
    const spec = { 'f:externalName': {}, 'f:sessionAffinity': {}, 'f:type': {} }
    expect(managers(created.body)).toEqual([update('first', { 'f:spec': spec })])
  }),
  defineCase('pass a field on to who changes it', async (stage) => {
    await stage.create('services', alias('passed'), { query: 'fieldManager=second' })
    const patch = { spec: { externalName: 'b.com' }, metadata: { annotations: { 'a/b': 'c' } } }
    const answer = await stage.patch('services', 'passed', 'merge', patch, { query: 'fieldManager=first' })
    expect(managers(answer.body)).toEqual([
      update('first', {
        'f:metadata': { 'f:annotations': { '.': {}, 'f:a/b': {} } },
        'f:spec': { 'f:externalName': {} },
      }),
      update('second', { 'f:spec': { 'f:sessionAffinity': {}, 'f:type': {} } }),
    ])
  }),
  defineCase('list ports by number and protocol, the selector whole', async (stage) => {
    await stage.create('services', alias('ports'), { query: 'fieldManager=b' })
    const patch = { spec: { ports: [{ name: 'x', port: 80 }], selector: { app: 'a' } } }
    const answer = await stage.patch('services', 'ports', 'merge', patch, { query: 'fieldManager=a' })
    const port = { '.': {}, 'f:name': {}, 'f:port': {}, 'f:protocol': {}, 'f:targetPort': {} }
    expect(managers(answer.body)[0]).toEqual(
      update('a', {
        'f:spec': { 'f:ports': { '.': {}, 'k:{"port":80,"protocol":"TCP"}': port }, 'f:selector': {} },
      }),
    )
  }),
  defineCase('take the name from the user agent unless told', async (stage) => {
    const created = await stage.create('services', alias('agents'), { headers: { 'user-agent': 'tester/1.0 (x)' } })
    expect(valueAt(valueAt(created.body, 'metadata.managedFields'), '0.manager')).toBe('tester')
  }),
  defineCase('take a name of 128 bytes at most', async (stage) => {
    await stage.create('services', alias('long'))
    const answer = await stage.patch('services', 'long', 'merge', {}, { query: `fieldManager=${'a'.repeat(129)}` })
    expectInvalid(answer, 'PatchOptions.meta.k8s.io', '', [
      ['fieldManager', 'TooLong', 'Too long: may not be more than 128 bytes'],
    ])
  }),
  defineCase('are what force is about, which no other patch may use', async (stage) => {
    await stage.create('services', alias('forced'))
    const answer = await stage.patch('services', 'forced', 'merge', {}, { query: 'force=true' })
    expectInvalid(answer, 'PatchOptions.meta.k8s.io', '', [
      ['force', 'Forbidden', 'Forbidden: may not be specified for non-apply patch'],
    ])
  }),
])

const applied = (name: string, target: string) => serviceObject(name, aliasSpec(target))

export const serverSideApply = defineSuite('server-side apply', [
  defineCase('creates what is missing', async (stage) => {
    const answer = await stage.patch('services', 'new', 'apply', applied('new', 'a.com'), { query: 'fieldManager=one' })
    expect(answer.status).toBe(201)
    expectSpec(answer, storedAliasSpec('a.com'))
    expect(managers(answer.body)).toEqual([
      { manager: 'one', operation: 'Apply', fields: { 'f:spec': { 'f:externalName': {}, 'f:type': {} } } },
    ])
  }),
  defineCase('is a conflict when another manager set another value', async (stage) => {
    await stage.patch('services', 'contested', 'apply', applied('contested', 'a.com'), { query: 'fieldManager=one' })
    const answer = await stage.patch('services', 'contested', 'apply', applied('contested', 'b.com'), {
      query: 'fieldManager=two',
    })
    expectFailure(answer, {
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "one": .spec.externalName',
      details: {
        causes: [{ reason: 'FieldManagerConflict', message: 'conflict with "one"', field: '.spec.externalName' }],
      },
    })
  }),
  defineCase('is no conflict when the values agree', async (stage) => {
    await stage.patch('services', 'agreed', 'apply', applied('agreed', 'a.com'), { query: 'fieldManager=one' })
    const answer = await stage.patch('services', 'agreed', 'apply', applied('agreed', 'a.com'), {
      query: 'fieldManager=two',
    })
    expectSpec(answer, storedAliasSpec('a.com'))
  }),
  defineCase('takes over by force', async (stage) => {
    await stage.patch('services', 'seized', 'apply', applied('seized', 'a.com'), { query: 'fieldManager=one' })
    const answer = await stage.patch('services', 'seized', 'apply', applied('seized', 'b.com'), {
      query: 'fieldManager=two&force=true',
    })
    expectSpec(answer, storedAliasSpec('b.com'))
  }),
  defineCase('needs a manager', async (stage) => {
    const answer = await stage.patch('services', 'anonymous', 'apply', applied('anonymous', 'a.com'))
    expectInvalid(answer, 'PatchOptions.meta.k8s.io', '', [
      ['fieldManager', 'Required', 'Required value: is required for apply patch'],
    ])
  }),
])

export const requests = defineSuite('requests', [
  defineCase('keep the Audit-ID that they bring', async (stage) => {
    const answer = await stage.list('services', { headers: { 'audit-id': 'change-123' } })
    expect(answer.headers['audit-id']).toBe('change-123')
  }),
  defineCase('get an Audit-ID of their own otherwise', async (stage) => {
    const ids = await Promise.all([stage.list('services'), stage.list('services')])
    const [first, second] = ids.map((answer) => answer.headers['audit-id'])
    expect(first).toMatch(/^[0-9a-f-]{36}$/)
    expect(second).not.toBe(first)
  }),
  defineCase('of an ordinary kind carry no warning', async (stage) => {
    expectWarnings(await stage.create('services', alias('calm')), [])
  }),
  defineCase('for a form it cannot give are not acceptable', async (stage) => {
    await stage.create('services', alias('readable'))
    expectFailure(await stage.read('services', 'readable', { headers: { accept: 'text/html' } }), {
      code: 406,
      reason: 'NotAcceptable',
      message:
        '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf',
      details: {},
    })
  }),
  defineCase('with a method that the address does not know are refused', async (stage) => {
    const refusal = {
      code: 405,
      reason: 'MethodNotAllowed',
      message: 'the server does not allow this method on the requested resource',
      details: {},
    }
    expectFailure(await stage.call({ method: 'PUT', path: stage.path('services'), body: {} }), refusal)
    expectFailure(await stage.call({ method: 'POST', path: stage.path('services', 'a'), body: {} }), refusal)
  }),
  defineCase('for a resource that does not exist find nothing', async (stage) => {
    expectFailure(await stage.call({ method: 'GET', path: '/api/v1/namespaces/default/gadgets' }), {
      code: 404,
      reason: 'NotFound',
      message: 'the server could not find the requested resource',
      details: {},
    })
  }),
])
