import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStateFile } from '../../../demo/store/state-file.ts'
import { createStore } from '../../../demo/store/store.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-state-'))
})
afterEach(() => rm(folder, { recursive: true }))

const alias = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'prod' } }

describe('the state file', () => {
  it('holds at the end what the store held, and nothing beside it', async () => {
    const file = createStateFile(join(folder, 'deep', 'state.json'))
    const store = createStore(await file.read())
    const following = file.follow(store)
    const stored = store.put('services', alias)
    await following.stop()
    expect(await file.read()).toEqual({ revision: store.revision(), objects: [['services', [stored]]] })
    expect(await readdir(join(folder, 'deep'))).toEqual(['state.json'])
  })

  it.each(['', '{', '[]', '{"revision":"x"}'])('is as if it were not there when it holds %j', async (text) => {
    const path = join(folder, 'state.json')
    await writeFile(path, text)
    expect(await createStateFile(path).read()).toBeUndefined()
  })
})
