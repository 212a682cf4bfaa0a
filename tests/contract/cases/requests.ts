import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectWarnings } from '../expect-answer.ts'
import { aliasSpec, serviceObject } from '../service-object.ts'

const alias = (name: string, more: object = {}) => serviceObject(name, aliasSpec('a.com', more))

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
