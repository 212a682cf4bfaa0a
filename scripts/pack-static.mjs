import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const compress = promisify(brotliCompress)

/** What is packed, and the media type it is sent with. */
export const packedTypes = new Map([
  ['.js', 'application/javascript; charset=UTF-8'],
  ['.css', 'text/css; charset=UTF-8'],
])

// Below this, headers weigh more than what packing saves.
const leastBytes = 1024
// Half the time of Next's own gzip, and smaller; what is above it takes ten times as long for a twelfth less.
const quality = 5

/**
 * Puts beside each script and style sheet of a folder what Brotli makes of it, as `<name>.br`: packed once at build, not anew for each browser.
 * @param {string} folder
 * @returns {Promise<number>} how many were packed
 */
export async function packStatic(folder) {
  const names = await readdir(folder, { recursive: true })
  const chosen = names.filter((name) => packedTypes.has(extname(name)))
  const packed = await Promise.all(chosen.map((name) => packFile(join(folder, name))))
  return packed.filter(Boolean).length
}

async function packFile(file) {
  if ((await stat(file)).size < leastBytes) return false
  const bytes = await readFile(file)
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  await writeFile(`${file}.br`, await compress(bytes, { params }))
  return true
}

/**
 * The packed files of a folder by the path that a browser asks for below `prefix`.
 * @param {string} folder
 * @param {string} prefix
 * @returns {Promise<Map<string, { file: string, type: string }>>}
 */
export async function packedFiles(folder, prefix) {
  const names = await readdir(folder, { recursive: true })
  const found = new Map()
  for (const name of names) {
    const plain = name.endsWith('.br') ? name.slice(0, -'.br'.length) : null
    const type = plain === null ? undefined : packedTypes.get(extname(plain))
    if (type !== undefined) found.set(`${prefix}${plain.split(sep).join('/')}`, { file: join(folder, name), type })
  }
  return found
}
