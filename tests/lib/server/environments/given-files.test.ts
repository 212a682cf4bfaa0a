import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importRequestSchema } from '@/lib/contract/environment-import'
import { tarArchive } from '@/lib/http/tar-archive'
import { givenFiles } from '@/lib/server/environments/given-files'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-given-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const given = (body: object) => givenFiles(importRequestSchema.parse(body))
const archived = (bytes: Uint8Array) => given({ archive: Buffer.from(bytes).toString('base64') })
const files = [
  { path: 'base/kustomization.yaml', text: 'resources: []\n' },
  { path: 'overlays/dev/ä.yaml', text: 'a: ö\n' },
]

/** What the tar of this machine makes of files. */
function tarOf(texts: Readonly<Record<string, string>>, ...options: string[]): Buffer {
  const home = mkdtempSync(join(folder, 'x-'))
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(home, path)), { recursive: true })
    writeFileSync(join(home, path), text)
  }
  symlinkSync('/etc/passwd', join(home, 'link.yaml'))
  return execFileSync('tar', ['-C', home, ...options, '-cf', '-', '.'])
}

describe('the files of a request', () => {
  test('are those of its list', async () => {
    expect(await given({ files: [{ path: './a//b.yaml', text: 'x' }] })).toEqual({
      ...{ files: [{ path: 'a/b.yaml', text: 'x' }], left: [] },
    })
  })

  test('are those of a tar archive, packed or not, as the export makes it', async () => {
    const archive = tarArchive(files.slice(0, 1), 0)
    expect((await archived(archive)).files).toEqual(files.slice(0, 1))
    expect((await archived(gzipSync(archive))).files).toEqual(files.slice(0, 1))
  })

  test.each(['gnu', 'pax', 'ustar', 'v7'])(
    'are those that tar puts into the format %s, without links',
    async (format) => {
      const long = format === 'gnu' || format === 'pax' ? `${'d'.repeat(90)}/${'e'.repeat(90)}/` : 'd/'
      const texts = { 'base/kustomization.yaml': 'resources: []\n', [`${long}a.yaml`]: 'a: 1\n', '.git/config': 'x' }
      const { files: read, left } = await archived(gzipSync(tarOf(texts, `--format=${format}`)))
      expect(read.map(({ path }) => path).sort()).toEqual(['base/kustomization.yaml', `${long}a.yaml`].sort())
      expect(left).toEqual([{ kind: 'note', path: './link.yaml', message: 'left out: links are not followed' }])
    },
  )
})

describe('hostile archives', () => {
  test('paths that lead elsewhere are left out, and told', async () => {
    const paths = [
      '../../etc/a.yaml',
      '/etc/b.yaml',
      'a\\..\\c.yaml',
      'ok/../../d.yaml',
      'a\u0007.yaml',
      'x/'.repeat(30),
    ]
    const { files: read, left } = await given({ files: paths.map((path) => ({ path, text: 'x' })) })
    expect(read).toEqual([])
    expect(left.map(({ path }) => path)).toEqual(paths)
  })

  test('a bomb is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(9 * 1024 * 1024))
    await expect(archived(bomb)).rejects.toThrow('larger than 8 MiB')
  })

  test('a large file, one that is no text, and one that comes twice are left out', async () => {
    const archive = tarArchive(
      [
        { path: 'large.yaml', text: 'x'.repeat(1024 * 1024 + 1) },
        { path: 'binary.yaml', text: '\0' },
        { path: 'a.yaml', text: 'first' },
        { path: './a.yaml', text: 'second' },
      ],
      0,
    )
    const { files: read, left } = await archived(gzipSync(archive))
    expect(read).toEqual([{ path: 'a.yaml', text: 'first' }])
    expect(left.map(({ message }) => message)).toEqual([
      'left out: it is larger than 1 MiB',
      'left out: it is no text',
      'left out: it comes twice',
    ])
  })

  test.each([
    ['no archive at all', Buffer.from('apiVersion: v1\n'.repeat(100)), 'is not one, or is damaged'],
    [
      'a damaged header',
      Buffer.from(tarArchive(files.slice(0, 1), 0)).fill('9', 124, 135),
      'is not one, or is damaged',
    ],
    ['one that breaks off', Buffer.from(tarArchive(files.slice(0, 1), 0)).subarray(0, 512), 'ends in the middle'],
    ['damaged gzip', gzipSync(tarArchive(files.slice(0, 1), 0)).subarray(0, 40), 'damaged'],
    [
      'thousands of entries',
      gzipSync(
        tarArchive(
          Array.from({ length: 2001 }, (_, at) => ({ path: `f${at}`, text: '' })),
          0,
        ),
      ),
      'more than 2000 entries',
    ],
  ])('refuses %s', async (_, bytes, message) => {
    await expect(archived(bytes)).rejects.toThrow(message)
  })
})
