import { isMap } from '@/lib/domain/change/merge-patch'
import { parseText } from '@/lib/domain/manifest/parse-text'
import { isEmptyDocument, plainDocument } from '@/lib/domain/manifest/plain-document'

/** A file that was given: its path without `.`, `..` or a slash before it. */
export interface GivenFile {
  path: string
  text: string
}

/** The documents of a text, or the first thing that keeps them from being read. */
export type ReadTexts = { values: readonly unknown[]; fault: null } | { values: readonly unknown[]; fault: string }

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** Files by their paths, each read once. '' is the folder that holds them all. */
export class KustomizeTree {
  readonly #texts: ReadonlyMap<string, string>
  readonly #folders = new Set([''])
  readonly #read = new Map<string, ReadTexts>()

  constructor(files: readonly GivenFile[]) {
    this.#texts = new Map(files.map(({ path, text }) => [path, text]))
    for (const path of this.#texts.keys()) {
      for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) this.#folders.add(folder)
    }
  }

  paths(): string[] {
    return [...this.#texts.keys()]
  }

  folders(): string[] {
    return [...this.#folders]
  }

  isFile(path: string): boolean {
    return this.#texts.has(path)
  }

  textOf(path: string): string | undefined {
    return this.#texts.get(path)
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path)
  }

  /** The kustomization files of a folder: kustomize wants exactly one. */
  kustomizationsIn(folder: string): string[] {
    return kustomizationNames.map((name) => pathIn(folder, name)).filter((path) => this.#texts.has(path))
  }

  /** Reads every file, a document at a time, so that whoever waits for it may do something else between two. */
  *reading(): Generator<void> {
    for (const [path, text] of this.#texts) {
      const reading = readingTexts(text)
      let step = reading.next()
      for (; !step.done; step = reading.next()) yield
      this.#read.set(path, step.value)
    }
  }

  documents(path: string): ReadTexts {
    const known = this.#read.get(path)
    if (known !== undefined) return known
    const read = readTexts(this.#texts.get(path) ?? '')
    this.#read.set(path, read)
    return read
  }
}

/** Every document of a text as plain JSON, the items of lists one by one. */
export function readTexts(text: string): ReadTexts {
  const reading = readingTexts(text)
  let step = reading.next()
  while (!step.done) step = reading.next()
  return step.value
}

const longestDocument = 192 * 1024

function* readingTexts(text: string): Generator<void, ReadTexts> {
  const values: unknown[] = []
  let line = 0
  // No scalar holds a line that begins with three hyphens: it would end the document there too.
  for (const part of text.split(/^(?=---(?:\s|$))/m)) {
    if (part.length > longestDocument) return { values: [], fault: `line ${line + 1}: a document of more than 192 KiB` }
    const { documents, refusal, placeOf } = parseText(part)
    const at = (offset: number) => `line ${line + placeOf(offset).line}`
    if (refusal !== null) return { values: [], fault: `${at(refusal.offset)}: the text ${refusal.message}` }
    for (const document of documents) {
      if (isEmptyDocument(document)) continue
      const { value, faults } = plainDocument(document)
      const [fault] = faults
      if (fault !== undefined) return { values: [], fault: `${at(fault.offset)}: ${fault.message}` }
      values.push(...(isList(value) ? value.items : [value]))
    }
    line += part.split('\n').length - 1
    yield
  }
  return { values, fault: null }
}

function isList(value: unknown): value is { items: unknown[] } {
  return isMap(value) && typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items)
}

/** The folder of a path; '' at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** Where a reference of a kustomization leads from its folder; null where it leaves everything that was given. */
export function resolvePath(folder: string, reference: string): string | null {
  if (reference.startsWith('/')) return null
  const steps = folder === '' ? [] : folder.split('/')
  for (const step of reference.split('/')) {
    if (step === '..' && steps.pop() === undefined) return null
    if (step !== '..' && step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

/** The path of a file in a folder. */
function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
