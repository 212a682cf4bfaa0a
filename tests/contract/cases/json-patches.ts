import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectBadRequest, expectFailure, expectSpec, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec, storedPort } from '../service-object.ts'
import type { Stage } from '../stage.ts'

const target = '/spec/externalName'

// An operation that cannot be carried out is told without saying which.
const undetailed = {
  code: 422,
  reason: 'Invalid',
  message: 'the server rejected our request due to an error in our request',
  details: {},
}

async function aliasIn(
  stage: Stage,
  name: string,
  more: object = {},
): Promise<(operations: unknown) => ReturnType<Stage['patch']>> {
  await stage.create('services', serviceObject(name, aliasSpec('a.com', more), { labels: { x: '1' } }))
  return (operations) => stage.patch('services', name, 'json', operations)
}

export const jsonPatches = defineSuite('JSON patch', [
  defineCase('replaces after a test that holds', async (stage) => {
    const patch = await aliasIn(stage, 'tested')
    const answer = await patch([
      { op: 'test', path: target, value: 'a.com' },
      { op: 'replace', path: target, value: 'b.com' },
    ])
    expectSpec(answer, storedAliasSpec('b.com'))
  }),
  defineCase('does nothing at all after a test that fails', async (stage) => {
    const patch = await aliasIn(stage, 'untested')
    const answer = await patch([
      { op: 'replace', path: target, value: 'b.com' },
      { op: 'test', path: target, value: 'zzz' },
    ])
    expectFailure(answer, undetailed)
    expectSpec(await stage.read('services', 'untested'), storedAliasSpec('a.com'))
  }),
  defineCase('cannot remove what is not there', async (stage) => {
    const patch = await aliasIn(stage, 'nothing-there')
    expectFailure(await patch([{ op: 'remove', path: '/spec/selector' }]), undetailed)
  }),
  defineCase('knows no other operations', async (stage) => {
    const patch = await aliasIn(stage, 'operations')
    expectFailure(await patch([{ op: 'frobnicate', path: target }]), undetailed)
  }),
  defineCase('must be a list', async (stage) => {
    const patch = await aliasIn(stage, 'listless')
    const cannot = (what: string) =>
      `error decoding patch: json: cannot unmarshal ${what} into Go value of type []handlers.jsonPatchOp`
    expectBadRequest(await patch({ op: 'test' }), cannot('object'))
    expectBadRequest(await patch('5'), cannot('number'))
    expectSpec(await patch('null'), storedAliasSpec('a.com'))
  }),
  defineCase('reaches a key with a slash by ~1', async (stage) => {
    await stage.create('services', serviceObject('escaped', aliasSpec('a.com'), { annotations: { 'a.b/c': 'x' } }))
    const operations = [{ op: 'replace', path: '/metadata/annotations/a.b~1c', value: 'y' }]
    const answer = await stage.patch('services', 'escaped', 'json', operations)
    expect(valueAt(answer.body, 'metadata.annotations')).toEqual({ 'a.b/c': 'y' })
  }),
  defineCase('adds, appends and removes ports', async (stage) => {
    const patch = await aliasIn(stage, 'ports')
    const one = storedPort(1, { name: 'one' })
    const two = storedPort(2, { name: 'two' })
    const added = await patch([
      { op: 'add', path: '/spec/ports', value: [{ name: 'one', port: 1 }] },
      { op: 'add', path: '/spec/ports/-', value: { name: 'two', port: 2 } },
    ])
    expectSpec(added, storedAliasSpec('a.com', { ports: [one, two] }))
    expectSpec(await patch([{ op: 'remove', path: '/spec/ports/0' }]), storedAliasSpec('a.com', { ports: [two] }))
  }),
  defineCase('copies and moves', async (stage) => {
    const patch = await aliasIn(stage, 'moved')
    const answer = await patch([
      { op: 'copy', from: '/metadata/labels/x', path: '/metadata/labels/z' },
      { op: 'move', from: '/metadata/labels/x', path: '/metadata/labels/w' },
    ])
    expect(valueAt(answer.body, 'metadata.labels')).toEqual({ w: '1', z: '1' })
  }),
  defineCase('sets type and selector in one go', async (stage) => {
    const patch = await aliasIn(stage, 'retyped')
    const answer = await patch([
      { op: 'replace', path: '/spec/type', value: 'ClusterIP' },
      { op: 'remove', path: target },
      { op: 'add', path: '/spec/clusterIP', value: 'None' },
      { op: 'add', path: '/spec/selector', value: { app: 'x' } },
    ])
    expect(valueAt(answer.body, 'spec')).toMatchObject({ type: 'ClusterIP', clusterIP: 'None', selector: { app: 'x' } })
  }),
])
