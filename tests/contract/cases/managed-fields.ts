import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectInvalid, expectSpec, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'

const alias = (name: string, more: object = {}) => serviceObject(name, aliasSpec('a.com', more))

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
