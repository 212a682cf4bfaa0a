import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled, matchesLock } from '../../scripts/is-installed.mjs'

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/mac-only': { version: '2.0.0', integrity: 'sha512-m', optional: true },
}
const installed = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } }

describe('matchesLock', () => {
  it('accepts a tree without the optional packages of other platforms', () => {
    expect(matchesLock(wanted, installed)).toBe(true)
  })

  it('refuses a missing package', () => {
    expect(matchesLock(wanted, {})).toBe(false)
  })

  it('refuses another version, and the same version with other content', () => {
    expect(matchesLock(wanted, { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } })).toBe(false)
    expect(matchesLock(wanted, { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } })).toBe(false)
  })

  it('refuses a package that the lock file no longer names', () => {
    expect(matchesLock(wanted, { ...installed, 'node_modules/gone': { version: '1.0.0' } })).toBe(false)
  })
})

describe('isInstalled', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'signpost-installed-'))
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  function writeInstalled(text: string) {
    mkdirSync(join(root, 'node_modules'))
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), text)
  }

  it('is false before the first install', () => {
    expect(isInstalled(root)).toBe(false)
  })

  it('is true when npm noted what the lock file asks for', () => {
    writeInstalled(JSON.stringify({ packages: installed }))
    expect(isInstalled(root)).toBe(true)
  })

  it('is false when the note of npm is cut off', () => {
    writeInstalled('{"packages": {')
    expect(isInstalled(root)).toBe(false)
  })
})
