import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type TarFile, tarArchive } from '@/lib/http/tar-archive'

function unpacked(files: readonly TarFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-tar-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'it.tar')
  writeFileSync(path, tarArchive(files, 1_700_000_000))
  execFileSync('tar', ['-xf', path, '-C', folder])
  return folder
}

test('tar unpacks every file as it was written, also long paths, empty files and texts beyond ASCII', () => {
  const long = `overlays/${'e'.repeat(63)}/${'s'.repeat(63)}/kustomization.yaml`
  const files = [
    { path: 'base/services.yaml', text: 'kind: Service\n'.repeat(100) },
    { path: long, text: 'grüße\n' },
    { path: 'empty', text: '' },
    { path: 'block', text: 'x'.repeat(512) },
  ]
  const folder = unpacked(files)
  for (const { path, text } of files) expect(readFileSync(join(folder, path), 'utf8')).toBe(text)
  expect(statSync(join(folder, long)).mtimeMs).toBe(1_700_000_000_000)
})

test('refuses a path that the format cannot hold', () => {
  expect(() => tarArchive([{ path: `${'a/'.repeat(20)}${'b'.repeat(101)}`, text: '' }], 0)).toThrow(RangeError)
  expect(() => tarArchive([{ path: 'c'.repeat(101), text: '' }], 0)).toThrow(RangeError)
})
