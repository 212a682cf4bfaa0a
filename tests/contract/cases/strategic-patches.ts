import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectBadRequest, expectFailure, expectSpec, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec, storedPort } from '../service-object.ts'
import type { Stage } from '../stage.ts'

const two = { name: 'two', port: 2 }

async function aliasIn(stage: Stage, name: string): Promise<(patch: object) => ReturnType<Stage['patch']>> {
  const spec = aliasSpec('a.com', { ports: [two], selector: { app: 'x' } })
  await stage.create('services', serviceObject(name, spec, { labels: { l: '1' } }))
  return (patch) => stage.patch('services', name, 'strategic', patch)
}

const stored = (ports: readonly object[], selector: object = { app: 'x' }) =>
  storedAliasSpec('a.com', { ports, selector })

export const strategicPatches = defineSuite('strategic merge patch', [
  defineCase('adds a port with a new number, before the others', async (stage) => {
    const patch = await aliasIn(stage, 'added')
    const answer = await patch({ spec: { ports: [{ name: 'three', port: 3 }] } })
    expectSpec(answer, stored([storedPort(3, { name: 'three' }), storedPort(2, { name: 'two' })]))
  }),
  defineCase('merges into the port of the same number', async (stage) => {
    const patch = await aliasIn(stage, 'merged')
    const answer = await patch({ spec: { ports: [{ port: 2, targetPort: 22 }] } })
    expectSpec(answer, stored([storedPort(2, { name: 'two', targetPort: 22 })]))
  }),
  defineCase('deletes a port by its number', async (stage) => {
    const patch = await aliasIn(stage, 'deleted')
    await patch({ spec: { ports: [{ name: 'three', port: 3 }] } })
    const answer = await patch({ spec: { ports: [{ $patch: 'delete', port: 3 }] } })
    expectSpec(answer, stored([storedPort(2, { name: 'two' })]))
  }),
  defineCase('replaces all ports when told so', async (stage) => {
    const patch = await aliasIn(stage, 'replaced')
    expectSpec(await patch({ spec: { ports: [{ $patch: 'replace' }, { port: 9 }] } }), stored([storedPort(9)]))
  }),
  defineCase('needs the number of a port', async (stage) => {
    const patch = await aliasIn(stage, 'keyless')
    expectFailure(await patch({ spec: { ports: [{ name: 'x' }] } }), {
      code: 500,
      message: 'map: map[name:x] does not contain declared merge key: port',
    })
  }),
  defineCase('merges maps, removes with null, replaces when told so', async (stage) => {
    const patch = await aliasIn(stage, 'maps')
    const ports = [storedPort(2, { name: 'two' })]
    expectSpec(await patch({ spec: { selector: { release: 'r' } } }), stored(ports, { app: 'x', release: 'r' }))
    expectSpec(await patch({ spec: { selector: { release: null } } }), stored(ports))
    expectSpec(await patch({ spec: { selector: { $patch: 'replace', only: 'me' } } }), stored(ports, { only: 'me' }))
  }),
  defineCase('deletes a map when told so', async (stage) => {
    const patch = await aliasIn(stage, 'mapless')
    expect(
      valueAt((await patch({ metadata: { labels: { $patch: 'delete' } } })).body, 'metadata.labels'),
    ).toBeUndefined()
  }),
  defineCase('must be an object', async (stage) => {
    await stage.create('services', serviceObject('shaped', aliasSpec('a.com')))
    const send = (body: string) => stage.patch('services', 'shaped', 'strategic', body)
    expectBadRequest(await send('5'), 'json: cannot unmarshal number into Go value of type map[string]interface {}')
    expectSpec(await send('null'), storedAliasSpec('a.com'))
  }),
  defineCase('of any type must be JSON', async (stage) => {
    await stage.create('services', serviceObject('readable', aliasSpec('a.com')))
    for (const type of ['merge', 'json', 'strategic'] as const) {
      for (const body of ['{', '', '[', 'x', '{"a":1} x']) {
        expectBadRequest(await stage.patch('services', 'readable', type, body), 'invalid JSON patch')
      }
    }
  }),
  defineCase('changes the target of an alias', async (stage) => {
    const patch = await aliasIn(stage, 'switched')
    expectSpec(
      await patch({ spec: { externalName: 'b.com' } }),
      storedAliasSpec('b.com', { ports: [storedPort(2, { name: 'two' })], selector: { app: 'x' } }),
    )
  }),
])
