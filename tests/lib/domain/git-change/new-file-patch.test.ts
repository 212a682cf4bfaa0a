import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newFilePatch } from '@/lib/domain/git-change/new-file-patch'

it('is a patch that git applies, whatever the text and name are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patch-'))
  try {
    execFileSync('git', ['init', '-q'], { cwd: folder })
    for (const [name, text] of [
      ['orders-db.yaml', 'a: 1\n\n# ends\n'],
      ['../../etc/$(x) y.yaml', '--- a\n+++ b\n\ttab'],
    ] as const) {
      execFileSync('git', ['apply', '-'], { cwd: folder, input: newFilePatch(name, text) })
    }
    expect(readFileSync(join(folder, 'orders-db.yaml'), 'utf8')).toBe('a: 1\n\n# ends\n')
    expect(readFileSync(join(folder, 'etc', '-x-y.yaml'), 'utf8')).toBe('--- a\n+++ b\n\ttab\n')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
