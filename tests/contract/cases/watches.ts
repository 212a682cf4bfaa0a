import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject, storedAliasSpec } from '../service-object.ts'
import type { Stage } from '../stage.ts'
import { currentVersion, inShort, watchEvents } from '../watching.ts'

const aliasesOnly = 'fieldSelector=spec.type%3DExternalName'
const alias = (name: string, labels: object = {}) => serviceObject(name, aliasSpec('a.com'), { labels })
const versionOf = (object: unknown) => Number(textAt(object, 'metadata.resourceVersion'))
const retarget = (stage: Stage, name: string, externalName: string) =>
  stage.patch('services', name, 'merge', { spec: { externalName } })
const afterEvents = (count: number) => (events: readonly unknown[]) => events.length >= count
const initialEvents = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'

export const watches = defineSuite('a watch', [
  defineCase('tells of what is created, changed and deleted after the version it starts from', async (stage) => {
    const query = `resourceVersion=${await currentVersion(stage)}&timeoutSeconds=10`
    const events = await watchEvents(stage, 'services', {
      query,
      isEnough: afterEvents(3),
      during: async () => {
        await stage.create('services', alias('seen'))
        await retarget(stage, 'seen', 'b.com')
        await stage.remove('services', 'seen')
      },
    })
    expect(inShort(events)).toEqual(['ADDED seen', 'MODIFIED seen', 'DELETED seen'])
    expect(events.map(({ object }) => valueAt(object, 'spec.externalName'))).toEqual(['a.com', 'b.com', 'b.com'])
    const [added = 0, modified = 0, deleted = 0] = events.map(({ object }) => versionOf(object))
    expect(added < modified && modified < deleted).toBe(true)
  }),
  defineCase('gives whole objects, with kind and version', async (stage) => {
    const query = `resourceVersion=${await currentVersion(stage)}&timeoutSeconds=10`
    const during = () => stage.create('services', alias('whole'))
    const [event] = await watchEvents(stage, 'services', { query, during, isEnough: afterEvents(1) })
    expect(event?.object).toEqual((await stage.read('services', 'whole')).body)
  }),
  defineCase('tells of a change of type as a deletion of the old object at a new version', async (stage) => {
    await stage.create('services', alias('migrated'))
    const query = `${aliasesOnly}&resourceVersion=${await currentVersion(stage)}&timeoutSeconds=10`
    let changedAt = 0
    const events = await watchEvents(stage, 'services', {
      query,
      isEnough: afterEvents(2),
      during: async () => {
        const spec = { type: 'ClusterIP', externalName: null, ports: [{ port: 80 }] }
        changedAt = versionOf((await stage.patch('services', 'migrated', 'merge', { spec })).body)
        await stage.patch('services', 'migrated', 'merge', { metadata: { labels: { unseen: 'yes' } } })
        await stage.patch('services', 'migrated', 'merge', { spec: { type: 'ExternalName', externalName: 'b.com' } })
      },
    })
    expect(inShort(events)).toEqual(['DELETED migrated', 'ADDED migrated'])
    expect(valueAt(events[0]?.object, 'spec')).toEqual(storedAliasSpec('a.com'))
    expect(versionOf(events[0]?.object)).toBe(changedAt)
    expect(valueAt(events[1]?.object, 'spec.externalName')).toBe('b.com')
  }),
  defineCase('tells of a lost label as a deletion, of a gained one as a creation', async (stage) => {
    await stage.create('services', alias('labelled', { watched: 'yes' }))
    const query = `labelSelector=watched&resourceVersion=${await currentVersion(stage)}&timeoutSeconds=10`
    const label = (watched: string | null) =>
      stage.patch('services', 'labelled', 'merge', { metadata: { labels: { watched } } })
    const during = async () => {
      await label(null)
      await label('again')
    }
    const events = await watchEvents(stage, 'services', { query, during, isEnough: afterEvents(2) })
    expect(inShort(events)).toEqual(['DELETED labelled', 'ADDED labelled'])
    expect(valueAt(events[0]?.object, 'metadata.labels')).toEqual({ watched: 'yes' })
  }),
  defineCase('of one name hears of no other', async (stage) => {
    const query = `fieldSelector=metadata.name%3Dwanted&resourceVersion=${await currentVersion(stage)}&timeoutSeconds=10`
    const during = async () => {
      await stage.create('services', alias('unwanted'))
      await stage.create('services', alias('wanted'))
    }
    expect(inShort(await watchEvents(stage, 'services', { query, during, isEnough: afterEvents(1) }))).toEqual([
      'ADDED wanted',
    ])
  }),
  defineCase('says nothing of a write that changed nothing', async (stage) => {
    await stage.create('services', alias('still'))
    const query = `fieldSelector=metadata.name%3Dstill&resourceVersion=${await currentVersion(stage)}&timeoutSeconds=10`
    const during = async () => {
      await retarget(stage, 'still', 'a.com')
      await retarget(stage, 'still', 'b.com')
    }
    const [event] = await watchEvents(stage, 'services', { query, during, isEnough: afterEvents(1) })
    expect(valueAt(event?.object, 'spec.externalName')).toBe('b.com')
  }),
  defineCase('resumes after the last event that was seen', async (stage) => {
    const before = await currentVersion(stage)
    await stage.create('services', alias('resumed', { case: 'resumed' }))
    await retarget(stage, 'resumed', 'b.com')
    await retarget(stage, 'resumed', 'c.com')
    const since = (version: unknown, count: number) =>
      watchEvents(stage, 'services', {
        query: `labelSelector=case%3Dresumed&resourceVersion=${version}&timeoutSeconds=10`,
        isEnough: afterEvents(count),
      })
    const all = await since(before, 3)
    expect(inShort(all)).toEqual(['ADDED resumed', 'MODIFIED resumed', 'MODIFIED resumed'])
    const rest = await since(textAt(all[1]?.object, 'metadata.resourceVersion'), 1)
    expect(rest).toEqual(all.slice(2))
  }),
  defineCase('without a version begins with what there is', async (stage) => {
    await stage.create('services', alias('there', { case: 'there' }))
    for (const query of ['', 'resourceVersion=0&', `${initialEvents}&`]) {
      const events = await watchEvents(stage, 'services', {
        query: `${query}labelSelector=case%3Dthere&timeoutSeconds=10`,
        isEnough: afterEvents(1),
      })
      expect(inShort(events)).toEqual(['ADDED there'])
    }
  }),
  defineCase('marks the end of what there was with an annotated bookmark', async (stage) => {
    await stage.create('services', alias('initial', { case: 'initial' }))
    const events = await watchEvents(stage, 'services', {
      query: `${initialEvents}&labelSelector=case%3Dinitial&timeoutSeconds=10`,
      isEnough: afterEvents(2),
    })
    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK'])
    expect(events[1]?.object).toEqual({
      kind: 'Service',
      apiVersion: 'v1',
      metadata: {
        resourceVersion: expect.stringMatching(/^\d+$/),
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
      spec: {},
      status: { loadBalancer: {} },
    })
  }),
  defineCase('ends when its time is over', async (stage) => {
    const startedAt = performance.now()
    const query = `labelSelector=case%3Dnever&resourceVersion=${await currentVersion(stage)}&timeoutSeconds=1`
    expect(await watchEvents(stage, 'services', { query })).toEqual([])
    const elapsedMs = performance.now() - startedAt
    expect(elapsedMs).toBeGreaterThan(900)
    expect(elapsedMs).toBeLessThan(5000)
  }),
  defineCase('of a version that is no number fails at once', async (stage) => {
    const answer = await stage.list('services', { query: 'watch=1&resourceVersion=abc&timeoutSeconds=1' })
    expect(answer.status).toBe(500)
    expect(textAt(answer.body, 'message')).toBe(
      'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
    )
  }),
  defineCase('serves EndpointSlices and ConfigMaps as well', async (stage) => {
    for (const [resource, object] of [
      ['configmaps', { metadata: { name: 'watched' }, data: { a: '1' } }],
      ['endpointslices', { metadata: { name: 'watched' }, addressType: 'IPv4', endpoints: [] }],
    ] as const) {
      const query = `resourceVersion=${await currentVersion(stage, resource)}&timeoutSeconds=10`
      const during = () => stage.create(resource, object)
      const events = await watchEvents(stage, resource, { query, during, isEnough: afterEvents(1) })
      expect(inShort(events)).toEqual(['ADDED watched'])
    }
  }),
])
