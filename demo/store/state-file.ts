import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isObject, listAt, numberAt, parseJson, valueAt } from '../json/json.ts'
import { isKubeObject } from './kube-object.ts'
import type { Store, StoredState } from './store.ts'

interface StateFile {
  /** What the last run left; undefined when there is nothing that can be read. */
  readonly read: () => Promise<StoredState | undefined>
  /** Writes what the store holds soon after each change, the last time when it is stopped. */
  readonly follow: (store: Store) => { readonly stop: () => Promise<void> }
}

const delayMs = 500

export function createStateFile(path: string): StateFile {
  return {
    read: async () => {
      try {
        return parseState(await readFile(path, 'utf8'))
      } catch {
        return undefined
      }
    },
    follow: (store) => {
      let timer: NodeJS.Timeout | null = null
      let writing = Promise.resolve()
      const save = () => {
        timer = null
        writing = writing.then(() => write(path, store)).catch(() => undefined)
      }
      const unsubscribe = store.subscribe(() => {
        timer ??= setTimeout(save, delayMs)
      })
      return {
        stop: async () => {
          unsubscribe()
          if (timer !== null) clearTimeout(timer)
          save()
          await writing
        },
      }
    },
  }
}

// The new file takes the old one's place at once, so that a run that is killed leaves one or the other.
async function write(path: string, store: Store): Promise<void> {
  const objects = [...store.everything()].map(([resource, table]) => [resource, [...table.values()]])
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.next`, JSON.stringify({ revision: store.revision(), objects }), { mode: 0o600 })
  await rename(`${path}.next`, path)
}

function parseState(text: string): StoredState | undefined {
  const state = parseJson(text)
  const revision = numberAt(state, 'revision')
  if (!isObject(state) || revision === 0) return undefined
  const objects = listAt(state, 'objects').map((entry): [string, ReturnType<typeof kubeObjects>] => [
    String(valueAt(entry, 0)),
    kubeObjects(listAt(entry, 1)),
  ])
  return { revision, objects }
}

const kubeObjects = (items: readonly unknown[]) => listAt({ items: items.filter(isJson) }, 'items').filter(isKubeObject)
const isJson = (item: unknown): item is Parameters<typeof isKubeObject>[0] & object =>
  typeof item === 'object' && item !== null
