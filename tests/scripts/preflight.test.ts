import { describe, expect, it } from 'vitest'
import { explainNode } from '../../scripts/preflight.mjs'

const linux = { platform: 'linux', arch: 'x64', hasBundledNode: true }

describe('explainNode', () => {
  it('says nothing about Node 24 and newer', () => {
    expect(explainNode({ ...linux, version: '24.0.0' })).toBeNull()
    expect(explainNode({ ...linux, version: '26.1.0', platform: 'darwin' })).toBeNull()
  })

  it('sends the user of an old Node to npm where the bundled one is installed', () => {
    const text = explainNode({ ...linux, version: '20.20.2' })
    expect(text).toContain('this is Node 20.20.2')
    expect(text).toContain('run it through npm')
  })

  it('asks for npm ci where the bundled Node is not installed yet', () => {
    expect(explainNode({ ...linux, version: '22.0.0', hasBundledNode: false })).toContain('npm ci')
  })

  it.each([
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['linux', 'riscv64'],
  ])('asks for Node 24 on %s %s, for which no package exists', (platform, arch) => {
    const text = explainNode({ version: '20.20.2', platform, arch, hasBundledNode: false })
    expect(text).toContain('install Node 24')
    expect(text).not.toContain('npm ci')
  })
})
