export interface TarFile {
  path: string
  text: string
}

const blockBytes = 512
const mode = 0o644
const encoder = new TextEncoder()

/**
 * Files as a tar archive in the ustar format (POSIX.1-1988), which every tar reads. Paths are ASCII, at most 100 bytes after a slash that lies
 * within the first 155; throws RangeError for a longer one. `mtimeSeconds` is since 1970.
 */
export function tarArchive(files: readonly TarFile[], mtimeSeconds: number): Uint8Array<ArrayBuffer> {
  const blocks = files.flatMap(({ path, text }) => {
    const content = encoder.encode(text)
    return [header(path, content.length, mtimeSeconds), padded(content)]
  })
  // The end: two blocks of zeros.
  const archive = new Uint8Array(blocks.reduce((sum, block) => sum + block.length, 2 * blockBytes))
  let at = 0
  for (const block of blocks) {
    archive.set(block, at)
    at += block.length
  }
  return archive
}

function header(path: string, size: number, mtimeSeconds: number): Uint8Array {
  const block = new Uint8Array(blockBytes)
  const put = (offset: number, text: string) => block.set(encoder.encode(text), offset)
  const { name, prefix } = splitPath(path)
  put(0, name)
  put(100, octal(mode, 7))
  put(108, octal(0, 7))
  put(116, octal(0, 7))
  put(124, octal(size, 11))
  put(136, octal(Math.max(0, Math.floor(mtimeSeconds)), 11))
  put(148, ' '.repeat(8))
  put(156, '0')
  put(257, 'ustar\0')
  put(263, '00')
  put(345, prefix)
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(148, `${octal(sum, 6)}\0 `)
  return block
}

function splitPath(path: string): { name: string; prefix: string } {
  if (path.length <= 100) return { name: path, prefix: '' }
  const at = path.lastIndexOf('/', 155)
  const name = path.slice(at + 1)
  if (at <= 0 || name.length > 100) throw new RangeError(`the path is too long for a tar archive: ${path}`)
  return { name, prefix: path.slice(0, at) }
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0')
}

function padded(content: Uint8Array): Uint8Array {
  const block = new Uint8Array(Math.ceil(content.length / blockBytes) * blockBytes)
  block.set(content)
  return block
}
