import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectFailure, expectInvalid, expectNotFound, expectSpec, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'

const alias = (name: string, target = 'a.com', metadata: object = {}) =>
  serviceObject(name, aliasSpec(target), metadata)

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
  defineCase('hears no query beside a body: a dry run said there deletes', async (stage) => {
    const created = await stage.create('services', alias('unheard'))
    const body = { preconditions: { uid: textAt(created.body, 'metadata.uid') } }
    expect((await stage.remove('services', 'unheard', { body, query: 'dryRun=All' })).status).toBe(200)
    expectNotFound(await stage.read('services', 'unheard'), 'services', 'unheard')
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
