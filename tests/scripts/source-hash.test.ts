import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceHash } from '../../scripts/source-hash.mjs'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'signpost-hash-'))
  mkdirSync(join(root, 'app', 'deep'), { recursive: true })
  writeFileSync(join(root, 'app', 'deep', 'page.tsx'), 'one')
  writeFileSync(join(root, 'package.json'), '{}')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('sourceHash', () => {
  it('stays the same when nothing that is built changes', () => {
    const before = sourceHash(root)
    writeFileSync(join(root, 'README.md'), 'other')
    expect(sourceHash(root)).toBe(before)
  })

  it('changes with a content', () => {
    const before = sourceHash(root)
    writeFileSync(join(root, 'app', 'deep', 'page.tsx'), 'two')
    expect(sourceHash(root)).not.toBe(before)
  })

  it('changes with a name', () => {
    const before = sourceHash(root)
    renameSync(join(root, 'app', 'deep', 'page.tsx'), join(root, 'app', 'deep', 'layout.tsx'))
    expect(sourceHash(root)).not.toBe(before)
  })

  it('changes when a file appears', () => {
    const before = sourceHash(root)
    writeFileSync(join(root, 'proxy.ts'), '')
    expect(sourceHash(root)).not.toBe(before)
  })
})
