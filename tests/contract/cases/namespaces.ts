import { expect } from 'vitest'
import type { ApiResponse } from '../api-client.ts'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectInvalid, expectNotFound, textAt, valueAt } from '../expect-answer.ts'
import { labelMessage } from '../label-messages.ts'
import type { CallOptions, Stage } from '../stage.ts'

const path = '/api/v1/namespaces'

function create(stage: Stage, metadata: object, options: CallOptions = {}): Promise<ApiResponse> {
  const { query, identity } = options
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata }
  const asked = { method: 'POST' as const, path: query === undefined ? path : `${path}?${query}`, body }
  return stage.call(identity === undefined ? asked : { ...asked, identity })
}

const remove = (stage: Stage, name: string) => stage.call({ method: 'DELETE', path: `${path}/${name}` })

/** Namespaces as a client makes them. */
export const namespaces = defineSuite('namespaces', [
  defineCase('keep the labels they were made with, beside the one that names them', async (stage) => {
    const name = `${stage.namespace}-new`
    const answer = await create(stage, { name, labels: { purpose: 'external-services', environment: 'production' } })
    expect(answer.status).toBe(201)
    expect(valueAt(answer.body, 'metadata.labels')).toEqual({
      purpose: 'external-services',
      environment: 'production',
      'kubernetes.io/metadata.name': name,
    })
    expect(textAt(answer.body, 'status.phase')).toBe('Active')
    expect(valueAt(answer.body, 'spec.finalizers')).toEqual(['kubernetes'])
    await remove(stage, name)
  }),
  defineCase('are named by their label whatever the client wrote there', async (stage) => {
    const name = `${stage.namespace}-lied`
    const answer = await create(stage, { name, labels: { 'kubernetes.io/metadata.name': 'another' } })
    expect(valueAt(answer.body, 'metadata.labels')).toEqual({ 'kubernetes.io/metadata.name': name })
    await remove(stage, name)
  }),
  defineCase('take Services at once', async (stage) => {
    const name = `${stage.namespace}-filled`
    await create(stage, { name })
    const service = { metadata: { name: 'db' }, spec: { type: 'ExternalName', externalName: 'db.example.net' } }
    expect((await stage.create('services', service, { namespace: name })).status).toBe(201)
    await remove(stage, name)
  }),
  defineCase('are not made by a dry run', async (stage) => {
    const name = `${stage.namespace}-tried`
    const answer = await create(stage, { name, labels: { purpose: 'tried' } }, { query: 'dryRun=All' })
    expect(answer.status).toBe(201)
    expect(textAt(answer.body, 'metadata.labels.purpose')).toBe('tried')
    expectNotFound(await stage.call({ method: 'GET', path: `${path}/${name}` }), 'namespaces', name)
  }),
  defineCase('have no name with dots, or of more than 63 characters', async (stage) => {
    expectInvalid(await create(stage, { name: 'shop.prod' }), 'Namespace', 'shop.prod', [
      ['metadata.name', 'Invalid', 'Invalid value: "shop.prod": must not contain dots'],
    ])
    const long = 'n'.repeat(64)
    expectInvalid(await create(stage, { name: long }), 'Namespace', long, [
      ['metadata.name', 'Invalid', `Invalid value: "${long}": must be no more than 63 characters`],
      // The label that names it is a value of labels, with that limit.
      ['metadata.labels', 'Invalid', `Invalid value: "${long}": must be no more than 63 bytes`],
    ])
    expectInvalid(await create(stage, { name: 'sh_op' }), 'Namespace', 'sh_op', [
      ['metadata.name', 'Invalid', `Invalid value: "sh_op": ${labelMessage}`],
    ])
  }),
  defineCase('have no label whose value or key is none', async (stage) => {
    const name = `${stage.namespace}-odd`
    const value = await create(stage, { name, labels: { purpose: 'not a value' } })
    expect(value.status).toBe(422)
    expect(valueAt(value.body, 'details.causes')).toMatchObject([
      { reason: 'FieldValueInvalid', field: 'metadata.labels' },
    ])
    expect(textAt(value.body, 'message')).toContain('a valid label must be an empty string or consist of')
    const key = await create(stage, { name, labels: { 'a/b/c': 'x' } })
    expect(key.status).toBe(422)
    expect(valueAt(key.body, 'details.causes')).toMatchObject([
      { reason: 'FieldValueInvalid', field: 'metadata.labels' },
    ])
    expect(textAt(key.body, 'message')).toContain('a valid label key must consist of')
    expectNotFound(await stage.call({ method: 'GET', path: `${path}/${name}` }), 'namespaces', name)
  }),
  defineCase('are refused strictly for a field that none has', async (stage) => {
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'x', labls: {} } }
    const answer = await stage.call({ method: 'POST', path: `${path}?fieldValidation=Strict`, body })
    expect(answer.status).toBe(400)
    expect(textAt(answer.body, 'message')).toContain('unknown field "metadata.labls"')
  }),
  ...(['viewer', 'editor', 'nobody'] as const).map((identity) =>
    defineCase(`are not made by ${identity === 'nobody' ? identity : `the ${identity}`}`, async (stage) => {
      expectFailure(await create(stage, { name: `${stage.namespace}-denied` }, { identity }), {
        code: 403,
        reason: 'Forbidden',
        message: `namespaces is forbidden: User "${identity}" cannot create resource "namespaces" in API group "" at the cluster scope`,
        details: { kind: 'namespaces' },
      })
    }),
  ),
])
