import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { expectInvalid, expectNotFound, expectSpec, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec, storedClusterIpSpec, storedPort } from '../service-object.ts'

const alias = (name: string, more: object = {}) => serviceObject(name, aliasSpec('a.com', more))
const toClusterIp = { spec: { type: 'ClusterIP', externalName: null, ports: [{ port: 1 }] } }

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
