import { AppError } from '@/lib/domain/app-error'

/** A file of an archive, or what was left out of it and why. */
export interface TarEntry {
  path: string
  bytes: Uint8Array
}

export interface TarContents {
  files: TarEntry[]
  leftOut: { path: string; why: string }[]
}

const blockBytes = 512
const mostEntries = 2000
const longestName = 4096
const decoder = new TextDecoder()

/**
 * The files of a tar archive: ustar, with the long names of GNU and pax. Links and devices are left out and told. Throws AppError `unprocessable` for
 * what is no tar archive, is damaged, or holds more than 2000 entries.
 */
export function readTar(archive: Uint8Array): TarContents {
  const contents: TarContents = { files: [], leftOut: [] }
  let at = 0
  let longName: string | null = null
  for (let entries = 0; at + blockBytes <= archive.length; entries += 1) {
    const header = archive.subarray(at, at + blockBytes)
    if (header.every((byte) => byte === 0)) return contents
    if (entries === mostEntries) throw refused(`holds more than ${mostEntries} entries`)
    const { size, type, path } = readHeader(header)
    const body = archive.subarray(at + blockBytes, at + blockBytes + size)
    if (body.length < size) throw refused('ends in the middle of a file')
    at += blockBytes + Math.ceil(size / blockBytes) * blockBytes
    if (type === 'L' || type === 'x') {
      if (size > longestName * 2) throw refused('has a name of more than 4096 bytes')
      longName = type === 'L' ? textOf(body) : (paxPath(decoder.decode(body)) ?? longName)
      continue
    }
    const name = longName ?? path
    if (type === 'g' || type === 'K') continue
    longName = null
    if (type === '0' || type === '7') contents.files.push({ path: name, bytes: body })
    else if (type !== '5') contents.leftOut.push({ path: name, why: kinds[type] ?? 'it is no file' })
  }
  return contents
}

const kinds: Readonly<Record<string, string>> = {
  '1': 'links are not followed',
  '2': 'links are not followed',
  '3': 'it is a device',
  '4': 'it is a device',
  '6': 'it is a pipe',
}

function readHeader(header: Uint8Array): { size: number; type: string; path: string } {
  const stated = octalOf(header.subarray(148, 156))
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
  const size = octalOf(header.subarray(124, 136))
  if (stated !== sum || size === null) throw refused('is not one, or is damaged')
  const name = textOf(header.subarray(0, 100))
  const prefix = textOf(header.subarray(257, 262)) === 'ustar' ? textOf(header.subarray(345, 500)) : ''
  const flag = String.fromCodePoint(header[156] ?? 0)
  return { size, type: flag === '\0' ? '0' : flag, path: prefix === '' ? name : `${prefix}/${name}` }
}

function octalOf(field: Uint8Array): number | null {
  const text = textOf(field).trim()
  return /^[0-7]{1,11}$/.test(text) ? Number.parseInt(text, 8) : null
}

function textOf(field: Uint8Array): string {
  const end = field.indexOf(0)
  return decoder.decode(end === -1 ? field : field.subarray(0, end))
}

/** The `path` of a pax header: records of `length key=value`. */
function paxPath(text: string): string | null {
  return /^\d+ path=(.*)$/m.exec(text)?.[1] ?? null
}

function refused(what: string): AppError {
  const message = `the tar archive ${what}`
  return new AppError('unprocessable', `archive: ${message}`, {
    reason: 'archive',
    causes: [{ field: 'archive', message }],
  })
}
