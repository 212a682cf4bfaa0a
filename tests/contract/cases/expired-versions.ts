import { expect } from 'vitest'
import { defineCase, defineSuite } from '../contract-suite.ts'
import { namesIn, textAt, valueAt } from '../expect-answer.ts'
import { aliasSpec, serviceObject } from '../service-object.ts'
import { currentVersion, watchEvents } from '../watching.ts'

export const expiredVersions = defineSuite('expired resourceVersions', [
  defineCase('end a watch with 410, a list in pages with 410 and a token to go on with', async (stage) => {
    for (const name of ['a', 'b', 'c']) await stage.create('services', serviceObject(name, aliasSpec('a.com')))
    const before = await currentVersion(stage)
    const page = await stage.list('services', { query: 'limit=1' })
    await stage.patch('services', 'a', 'merge', { spec: { externalName: 'b.com' } })
    await stage.target.expireResourceVersions()

    const events = await watchEvents(stage, 'services', { query: `resourceVersion=${before}&timeoutSeconds=10` })
    expect(events).toEqual([
      {
        type: 'ERROR',
        object: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: expect.stringMatching(/^too old resource version: \d+ \(\d+\)$/),
          reason: 'Expired',
          code: 410,
        },
      },
    ])

    const token = encodeURIComponent(textAt(page.body, 'metadata.continue'))
    const expired = await stage.list('services', { query: `limit=1&continue=${token}` })
    expect(expired.status).toBe(410)
    expect(expired.body).toMatchObject({ kind: 'Status', status: 'Failure', reason: 'Expired', code: 410 })
    expect(textAt(expired.body, 'message')).toMatch(/^The provided continue parameter is too old/)
    const fresh = encodeURIComponent(textAt(expired.body, 'metadata.continue'))
    const rest = await stage.list('services', { query: `limit=500&continue=${fresh}` })
    expect(namesIn(rest)).toEqual(['b', 'c'])
    expect(valueAt(rest.body, 'metadata.continue')).toBeUndefined()
    expect(namesIn(await stage.list('services'))).toEqual(['a', 'b', 'c'])
  }),
])
