import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectBadRequest, expectFailure, expectInvalid, expectSpec, textAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'

const alias = (name: string, more: object = {}) => serviceObject(name, aliasSpec('a.com', more))
const unknownField = 'unknown field "spec.foo"'
const strictly = (what: string) =>
  `Service in version "v1" cannot be handled as a Service: strict decoding error: ${what}`
const twice = (name: string) =>
  `{"apiVersion":"v1","kind":"Service","metadata":{"name":"${name}"},"spec":{"type":"ExternalName","externalName":"a.com","externalName":"b.com"}}`

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
