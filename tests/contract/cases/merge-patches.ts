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
import { aliasSpec, serviceObject, storedAliasSpec, storedClusterIpSpec, storedPort } from '../service-object.ts'

const metadata = { labels: { x: '1', y: '2' }, annotations: { k: 'v', l: 'w' } }
const notInUrl = 'the namespace of the provided object does not match the namespace sent on the request'

export const mergePatches = defineSuite('JSON merge patch', [
  defineCase('changes what is named and nothing else', async (stage) => {
    const created = await stage.create('services', serviceObject('switched', aliasSpec('a.com'), metadata))
    const answer = await stage.patch('services', 'switched', 'merge', { spec: { externalName: 'b.com' } })
    expectSpec(answer, storedAliasSpec('b.com'))
    for (const path of ['metadata.uid', 'metadata.labels', 'metadata.annotations', 'metadata.creationTimestamp']) {
      expect(valueAt(answer.body, path)).toEqual(valueAt(created.body, path))
    }
    expect(Number(textAt(answer.body, 'metadata.resourceVersion'))).toBeGreaterThan(
      Number(textAt(created.body, 'metadata.resourceVersion')),
    )
  }),
  defineCase('that changes nothing writes nothing', async (stage) => {
    const created = await stage.create('services', serviceObject('unchanged', aliasSpec('a.com')))
    const same = await stage.patch('services', 'unchanged', 'merge', { spec: { externalName: 'a.com' } })
    expect(same.body).toEqual(created.body)
    expect((await stage.patch('services', 'unchanged', 'merge', {})).body).toEqual(created.body)
  }),
  defineCase('merges maps and removes with null', async (stage) => {
    await stage.create('services', serviceObject('maps', aliasSpec('a.com'), metadata))
    const patch = { metadata: { annotations: { k: null, m: 'n' }, labels: { y: null } } }
    const answer = await stage.patch('services', 'maps', 'merge', patch)
    expect(valueAt(answer.body, 'metadata.annotations')).toEqual({ l: 'w', m: 'n' })
    expect(valueAt(answer.body, 'metadata.labels')).toEqual({ x: '1' })
  }),
  defineCase('adds to a selector, so that an unwanted key must be sent as null', async (stage) => {
    const spec = { clusterIP: '10.96.252.1', selector: { app: 'old', release: 'r1' }, ports: [{ port: 80 }] }
    await stage.create('services', serviceObject('selector', spec))
    const stored = (selector?: object) =>
      storedClusterIpSpec('10.96.252.1', { ...(selector && { selector }), ports: [storedPort(80)] })
    const merge = (selector: object | null) => stage.patch('services', 'selector', 'merge', { spec: { selector } })
    expectSpec(await merge({ app: 'postgres' }), stored({ app: 'postgres', release: 'r1' }))
    expectSpec(await merge({ release: null }), stored({ app: 'postgres' }))
    expectSpec(await merge(null), stored())
  }),
  defineCase('replaces a list whole', async (stage) => {
    const ports = [
      { name: 'a', port: 1 },
      { name: 'b', port: 2 },
    ]
    await stage.create('services', serviceObject('lists', aliasSpec('a.com', { ports })))
    const replaced = await stage.patch('services', 'lists', 'merge', { spec: { ports: [{ name: 'c', port: 3 }] } })
    expectSpec(replaced, storedAliasSpec('a.com', { ports: [storedPort(3, { name: 'c' })] }))
    expectSpec(await stage.patch('services', 'lists', 'merge', { spec: { ports: null } }), storedAliasSpec('a.com'))
  }),
  defineCase('with the resourceVersion that was read is carried out', async (stage) => {
    const created = await stage.create('services', serviceObject('guarded', aliasSpec('a.com')))
    const resourceVersion = textAt(created.body, 'metadata.resourceVersion')
    const patch = { metadata: { resourceVersion }, spec: { externalName: 'b.com' } }
    expectSpec(await stage.patch('services', 'guarded', 'merge', patch), storedAliasSpec('b.com'))
    expectModified(await stage.patch('services', 'guarded', 'merge', patch), 'services', 'guarded')
  }),
  defineCase('with another resourceVersion is a conflict, even after a change was undone', async (stage) => {
    const created = await stage.create('services', serviceObject('undone', aliasSpec('a.com')))
    const resourceVersion = textAt(created.body, 'metadata.resourceVersion')
    await stage.patch('services', 'undone', 'merge', { spec: { externalName: 'b.com' } })
    await stage.patch('services', 'undone', 'merge', { spec: { externalName: 'a.com' } })
    const patch = { metadata: { resourceVersion }, spec: { externalName: 'c.com' } }
    expectModified(await stage.patch('services', 'undone', 'merge', patch), 'services', 'undone')
    expectSpec(await stage.read('services', 'undone'), storedAliasSpec('a.com'))
  }),
  defineCase('with a resourceVersion that is no number fails', async (stage) => {
    await stage.create('services', serviceObject('numberless', aliasSpec('a.com')))
    const patch = { metadata: { resourceVersion: 'abc' }, spec: { externalName: 'b.com' } }
    expectFailure(await stage.patch('services', 'numberless', 'merge', patch), {
      code: 500,
      message: 'strconv.ParseUint: parsing "abc": invalid syntax',
    })
  }),
  defineCase('with the uid of another object is invalid', async (stage) => {
    await stage.create('services', serviceObject('other-uid', aliasSpec('a.com')))
    expectInvalid(
      await stage.patch('services', 'other-uid', 'merge', { metadata: { uid: 'other' } }),
      'Service',
      'other-uid',
      [['metadata.uid', 'Invalid', 'Invalid value: "other": field is immutable']],
    )
  }),
  defineCase('with its own uid is carried out', async (stage) => {
    const created = await stage.create('services', serviceObject('own-uid', aliasSpec('a.com')))
    const patch = { metadata: { uid: textAt(created.body, 'metadata.uid') }, spec: { externalName: 'b.com' } }
    expectSpec(await stage.patch('services', 'own-uid', 'merge', patch), storedAliasSpec('b.com'))
  }),
  defineCase('of a name that does not exist creates nothing', async (stage) => {
    expectNotFound(await stage.patch('services', 'absent', 'merge', { spec: aliasSpec('a.com') }), 'services', 'absent')
  }),
  defineCase('does not rename', async (stage) => {
    await stage.create('services', serviceObject('named', aliasSpec('a.com')))
    expectBadRequest(
      await stage.patch('services', 'named', 'merge', { metadata: { name: 'other' } }),
      'the name of the object (other) does not match the name on the URL (named)',
    )
    expectBadRequest(await stage.patch('services', 'named', 'merge', { metadata: { namespace: 'other' } }), notInUrl)
  }),
  defineCase('that leads to an invalid object changes nothing', async (stage) => {
    const created = await stage.create('services', serviceObject('intact', aliasSpec('a.com')))
    const answer = await stage.patch('services', 'intact', 'merge', {
      metadata: { labels: { a: 'b' } },
      spec: { externalName: 'B.com' },
    })
    expect(answer.status).toBe(422)
    expect((await stage.read('services', 'intact')).body).toEqual(created.body)
  }),
  defineCase('must be an object', async (stage) => {
    await stage.create('services', serviceObject('shaped', aliasSpec('a.com')))
    const send = (body: unknown) => stage.patch('services', 'shaped', 'merge', body)
    const cannot = (what: string) =>
      `error decoding patch: json: cannot unmarshal ${what} into Go value of type map[string]interface {}`
    expectBadRequest(await send([]), cannot('array'))
    expectBadRequest(await send('"x"'), cannot('string'))
    expectBadRequest(await send('null'), 'Invalid JSON Patch')
  }),
  defineCase('of a media type it does not know is refused', async (stage) => {
    await stage.create('services', serviceObject('typed', aliasSpec('a.com')))
    const headers = { 'content-type': 'text/plain' }
    const answer = await stage.call({ method: 'PATCH', path: stage.path('services', 'typed'), body: {}, headers })
    expectFailure(answer, {
      code: 415,
      reason: 'UnsupportedMediaType',
      message: '415: Unsupported Media Type',
      details: {},
    })
  }),
])
