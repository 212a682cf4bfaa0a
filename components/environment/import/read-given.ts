import type { Given } from '@/lib/client/environment-import'

type Body = Given['body']

const mostBytes = 700 * 1024
const mostFiles = 1000

/** Files that a person chose or dropped, each with its path. */
export interface ChosenFile {
  path: string
  file: File
}

/** Chosen files as a request: an archive as it is, others by their text. Throws Error, with a sentence for people, for what is too much. */
export async function readChosen(chosen: readonly ChosenFile[]): Promise<{ label: string; body: Body }> {
  const [first] = chosen
  if (first === undefined) throw new Error('No file was chosen.')
  if (/\.(tar|tgz|tar\.gz)$/i.test(first.file.name)) {
    if (chosen.length > 1) throw new Error('Choose one archive, or files without any.')
    if (first.file.size > mostBytes)
      throw new Error('The archive is larger than 700 KiB: pack it (tar.gz), or choose less.')
    return { label: first.file.name, body: { archive: base64Of(new Uint8Array(await first.file.arrayBuffer())) } }
  }
  const wanted = chosen.filter(({ path, file }) => isManifest(path) && file.size > 0)
  if (wanted.length === 0) throw new Error('None of the files is YAML, JSON or a kustomization.')
  if (wanted.length > mostFiles) throw new Error(`These are ${wanted.length} files, and ${mostFiles} are read.`)
  if (wanted.reduce((sum, { file }) => sum + file.size, 0) > mostBytes) {
    throw new Error('The files are larger than 700 KiB together: give them as tar.gz, or choose less.')
  }
  const files = await Promise.all(wanted.map(async ({ path, file }) => ({ path, text: await file.text() })))
  const folder = first.path.includes('/') ? first.path.slice(0, first.path.indexOf('/')) : null
  const label = folder ?? (wanted.length === 1 ? first.path : `${wanted.length} files`)
  return { label, body: { files } }
}

/** What a person chose in a field for files or folders. */
export function chosenIn(list: FileList): ChosenFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}

/** What was dropped, folders with all that lies in them. */
export async function dropped(items: DataTransferItemList): Promise<ChosenFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const found: ChosenFile[] = []
  for (const entry of entries) await walk(entry, found)
  return found
}

async function walk(entry: FileSystemEntry, found: ChosenFile[]): Promise<void> {
  if (found.length > mostFiles || entry.name === '.git' || entry.name === 'node_modules') return
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    found.push({ path: entry.fullPath.replace(/^\//, ''), file })
  } else if (isFolder(entry)) {
    const reader = entry.createReader()
    // A reader gives at most a hundred at a time.
    for (let batch = await listed(reader); batch.length > 0; batch = await listed(reader)) {
      for (const inner of batch) await walk(inner, found)
    }
  }
}

function listed(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject))
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function isManifest(path: string): boolean {
  return /\.(ya?ml|json|patch)$/i.test(path) || /(^|\/)Kustomization$/.test(path)
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
