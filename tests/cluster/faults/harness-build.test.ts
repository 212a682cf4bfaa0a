import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildBinaries } from '../../control-plane/build'
import { withFileLock } from '../../control-plane/file-lock'
import { goCommand } from '../../control-plane/go'
import { modulesFolder } from '../../control-plane/programs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signpost-build-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const silent = () => undefined

test('programs in KUBEBUILDER_ASSETS are used before built ones, the rest comes from the cache', async () => {
  vi.stubEnv('KUBEBUILDER_ASSETS', '')
  const built = await buildBinaries(silent)
  await symlink(built.programs.etcd, join(folder, 'etcd'))
  await writeFile(join(folder, 'kubectl'), 'not a program')
  vi.stubEnv('KUBEBUILDER_ASSETS', folder)
  const { programs } = await buildBinaries(silent)
  expect(programs.etcd).toBe(join(folder, 'etcd'))
  expect(programs).toMatchObject({ kubectl: built.programs.kubectl, coredns: built.programs.coredns })
})

describe('a Go that cannot build', () => {
  const cwd = join(modulesFolder, 'etcd')

  test('is told with what to do when there is none', async () => {
    const missing = join(folder, 'go')
    await expect(goCommand(cwd, [missing])).rejects.toThrow(`${missing} was not found. Install Go 1.26 or newer`)
  })

  test('is told with its version when it is too old', async () => {
    const old = join(folder, 'go')
    await writeFile(old, '#!/bin/sh\necho go1.24.3\n')
    await chmod(old, 0o755)
    await expect(goCommand(cwd, [old])).rejects.toThrow(`${old} is go1.24.3. Install Go 1.26 or newer`)
  })
})

describe('the build lock', () => {
  test('lets one build work at a time', async () => {
    const lock = join(folder, 'lock')
    let inside = 0
    let most = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      await readFile(lock, 'utf8')
      inside -= 1
    }
    await Promise.all([withFileLock(lock, silent, work), withFileLock(lock, silent, work)])
    expect(most).toBe(1)
  })

  test('is taken over from a process that is gone', async () => {
    const lock = join(folder, 'lock')
    // No system gives out a process number this large.
    await writeFile(lock, '999999999\n')
    expect(await withFileLock(lock, silent, async () => 'built')).toBe('built')
  })
})
