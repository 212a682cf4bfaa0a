import { isAbsolute, join } from 'node:path'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt } from './json-value'

export interface KubeconfigFile {
  /** Absolute folder of the file: relative paths in it start there. */
  folder: string
  document: JsonRecord
}

export interface Kubeconfig {
  currentContext: string | null
  contexts: Map<string, JsonRecord>
  clusters: Map<string, JsonRecord>
  users: Map<string, JsonRecord>
}

const clusterFiles = ['certificate-authority']
const userFiles = ['client-certificate', 'client-key', 'tokenFile', 'token-file']

/**
 * One kubeconfig from several, as kubectl merges: a named entry comes whole from the first file that has it, `current-context` from the
 * first file that sets it, and relative file paths belong to the folder of their file.
 */
export function mergeKubeconfigs(files: readonly KubeconfigFile[]): Kubeconfig {
  const merged: Kubeconfig = { currentContext: null, contexts: new Map(), clusters: new Map(), users: new Map() }
  for (const { folder, document } of files) {
    merged.currentContext ??= stringAt(document, 'current-context') ?? null
    addEntries(merged.contexts, document, 'contexts', 'context', (entry) => entry)
    addEntries(merged.clusters, document, 'clusters', 'cluster', (entry) => locate(entry, clusterFiles, folder))
    addEntries(merged.users, document, 'users', 'user', (entry) => locateUser(entry, folder))
  }
  return merged
}

function addEntries(
  into: Map<string, JsonRecord>,
  document: JsonRecord,
  listName: string,
  entryName: string,
  resolve: (entry: JsonRecord) => JsonRecord,
): void {
  for (const item of listAt(document, listName)) {
    if (!isRecord(item)) continue
    const name = stringAt(item, 'name')
    if (name !== undefined && !into.has(name)) into.set(name, resolve(recordAt(item, entryName)))
  }
}

function locateUser(user: JsonRecord, folder: string): JsonRecord {
  const located = locate(user, userFiles, folder)
  const exec = user.exec
  if (!isRecord(exec)) return located
  // A bare command is looked up in PATH; one with a slash belongs to the file's folder.
  const command = stringAt(exec, 'command') ?? ''
  return command.includes('/') ? { ...located, exec: locate(exec, ['command'], folder) } : located
}

function locate(entry: JsonRecord, keys: readonly string[], folder: string): JsonRecord {
  const located = { ...entry }
  for (const key of keys) {
    const path = stringAt(entry, key)
    if (path !== undefined && !isAbsolute(path)) located[key] = join(folder, path)
  }
  return located
}
