import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Terminal } from './terminal'
import { UsageError } from './usage-error'

interface ReadFile {
  path: string
  text: string
}

const endings = new Set(['.yaml', '.yml', '.json'])
const skipped = new Set(['node_modules', '.git'])
const mostFiles = 2000
const mostBytes = 16 * 1024 * 1024

/** The YAML and JSON files that were named, those in folders too, and what was piped in for `-`: 2,000 of 16 MiB in all at most. Throws UsageError. */
export async function readFiles(paths: readonly string[], terminal: Terminal): Promise<ReadFile[]> {
  const found: ReadFile[] = []
  let bytes = 0
  const take = (path: string, text: string) => {
    bytes += Buffer.byteLength(text)
    if (found.length >= mostFiles) throw new UsageError(`more than ${mostFiles} files were given`)
    if (bytes > mostBytes) throw new UsageError('more than 16 MiB were given')
    found.push({ path, text })
  }
  for (const path of paths) {
    if (path === '-') take('stdin.yaml', await terminal.readInput())
    else for (const file of await filesAt(path)) take(withinTree(file), await readFile(file, 'utf8'))
  }
  return found
}

function isManifest(name: string): boolean {
  return endings.has(extname(name)) || name === 'Kustomization'
}

// A tree of files has no place above its root; what lies beside each other stays so.
function withinTree(path: string): string {
  return normalize(path)
    .split(sep)
    .join('/')
    .replace(/^(\.{0,2}\/)+/, '')
}

async function filesAt(path: string): Promise<string[]> {
  const at = await stat(path).catch(() => null)
  if (at === null) throw new UsageError(`there is no file ${path}`)
  if (!at.isDirectory()) return [path]
  const entries = await readdir(path, { withFileTypes: true })
  const inside = await Promise.all(
    entries.map((entry) => {
      const inner = join(path, entry.name)
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesAt(inner)
      return entry.isFile() && isManifest(entry.name) ? [inner] : []
    }),
  )
  return inside.flat().sort()
}
