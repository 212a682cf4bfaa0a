import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { ImportRequest } from '@/lib/contract/environment-import'
import { AppError } from '@/lib/domain/app-error'
import type { KustomizeProblem } from '@/lib/domain/kustomize/kustomize-problem'
import type { GivenFile } from '@/lib/domain/kustomize/kustomize-tree'
import { readTar } from './read-tar'

const mostUnpackedBytes = 8 * 1024 * 1024
const mostFileBytes = 1024 * 1024
/** In characters: reading YAML takes seconds for each. */
const mostText = 1024 * 1024
const mostFiles = 1000
const deepest = 20
const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The files of a request, from its list or its archive (tar or tar.gz, base64, 8 MiB unpacked), with paths that stay where they are. What is left out
 * is told. Throws AppError `unprocessable` for an archive that cannot be unpacked, and for more than a thousand files.
 */
export async function givenFiles({
  files,
  archive,
}: ImportRequest): Promise<{ files: GivenFile[]; left: KustomizeProblem[] }> {
  if (archive === undefined)
    return within(
      (files ?? []).map(({ path, text }) => ({ path, text })),
      [],
    )
  const { files: packed, leftOut } = readTar(await unpacked(Buffer.from(archive, 'base64')))
  const left = leftOut.map(({ path, why }) => note(path, why))
  const texts = packed.flatMap(({ path, bytes }) => {
    if (isIgnored(path)) return []
    const text = bytes.length > mostFileBytes ? null : textOf(bytes)
    if (text === null) left.push(note(path, bytes.length > mostFileBytes ? 'it is larger than 1 MiB' : 'it is no text'))
    return text === null ? [] : [{ path, text }]
  })
  return within(texts, left)
}

function within(all: readonly GivenFile[], left: KustomizeProblem[]): { files: GivenFile[]; left: KustomizeProblem[] } {
  if (all.length > mostFiles) throw refused(`holds ${all.length} files, and ${mostFiles} are read`)
  if (all.reduce((sum, { text }) => sum + text.length, 0) > mostText) throw refused('holds more than 1 MiB of text')
  const byPath = new Map<string, GivenFile>()
  for (const { path, text } of all) {
    const clean = cleanPath(path)
    if (clean === null) left.push(note(path, 'its path leads elsewhere, or is none'))
    else if (byPath.has(clean)) left.push(note(path, 'it comes twice'))
    else if (!isIgnored(clean)) byPath.set(clean, { path: clean, text })
  }
  return { files: [...byPath.values()], left: left.slice(0, 50) }
}

/** A path below the top, without `.` parts; null for one that leads out of it or that no file has. */
function cleanPath(path: string): string | null {
  const steps = path.split('/').filter((step) => step !== '.' && step !== '')
  const isBad = steps.some((step) => step === '..' || /[\p{Cc}\\]/u.test(step))
  return isBad || path.startsWith('/') || steps.length === 0 || steps.length > deepest ? null : steps.join('/')
}

function isIgnored(path: string): boolean {
  return path.split('/').some((step) => step === '.git' || step === 'node_modules' || step.startsWith('._'))
}

async function unpacked(bytes: Buffer): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: mostUnpackedBytes })
  } catch (cause) {
    const isLarge = cause instanceof RangeError
    throw refused(isLarge ? 'is larger than 8 MiB when it is unpacked' : 'cannot be unpacked: it is damaged', cause)
  }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return bytes.includes(0) ? null : decoder.decode(bytes)
  } catch {
    return null
  }
}

function note(path: string, why: string): KustomizeProblem {
  return { kind: 'note', path: path.slice(0, 512), message: `left out: ${why}` }
}

function refused(message: string, cause?: unknown): AppError {
  return new AppError('unprocessable', `archive: ${message}`, {
    reason: 'archive',
    causes: [{ field: 'archive', message }],
    cause,
  })
}
