import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectBadRequest, expectFailure, expectModified, expectSpec, textAt, valueAt } from '../expect-answer.ts'
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
