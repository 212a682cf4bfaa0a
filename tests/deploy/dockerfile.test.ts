import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { consoleFlags } from '../../scripts/console-flags.mjs'
import { sources } from '../../scripts/source-hash.mjs'
import { scanModule } from '../architecture/scan-module.ts'
import { readDockerfile } from './read-dockerfile.ts'

const root = join(import.meta.dirname, '..', '..')
const { build, final, env, entrypoint, uid } = readDockerfile()
const lines = (word: string) => build.filter((instruction) => instruction.word === word).map(({ rest }) => rest)
const copied = lines('COPY').flatMap((rest) => rest.split(' ').slice(0, -1))
const manifest: { version: string; description: string; scripts: { build: string } } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)

describe('deploy/Dockerfile', () => {
  it('gives the builder every source of the console, and nothing that does not exist', () => {
    const read = sources.filter((path) => existsSync(join(root, path)))
    expect(copied.sort()).toEqual([...read, '.npmrc', 'LICENSE', 'scripts/*.mjs'].sort())
  })

  it('is given by .dockerignore what it copies, and nothing else of the folder', () => {
    const rules = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n')
    const said = rules.filter((rule) => rule !== '' && !rule.startsWith('#'))
    expect(said[0]).toBe('*')
    expect(said.slice(1).sort()).toEqual(copied.map((path) => `!${path}`).sort())
  })

  it('gives the builder all that the programs of the build import', () => {
    const begun = `${manifest.scripts.build} ${lines('RUN').at(-1)}`.match(/scripts\/[\w-]+\.mjs/g) ?? []
    const reached = new Set<string>(begun)
    for (const path of reached)
      for (const { specifier } of scanModule(path, readFileSync(join(root, path), 'utf8')).imports)
        if (specifier?.startsWith('.')) reached.add(posix.join(posix.dirname(path), specifier))
    expect(reached.size).toBeGreaterThan(6)
    expect([...reached].filter((path) => !/^scripts\/[\w-]+\.mjs$/.test(path))).toEqual([])
  })

  it('copies into the image only what scripts/assemble-image.mjs laid out, which pods of the tests run', () => {
    expect(lines('RUN').at(-1)).toBe('npm run build && node scripts/assemble-image.mjs /image')
    expect(final.filter(({ word }) => word === 'COPY' || word === 'ADD').map(({ rest }) => rest)).toEqual([
      '--from=build /image/ /',
    ])
  })

  it('runs nothing in the last stage, so that a base without a shell will do', () => {
    expect(final.filter(({ word }) => word === 'RUN' || word === 'SHELL')).toEqual([])
    const health = final.find(({ word }) => word === 'HEALTHCHECK')?.rest.replace(/^.* CMD /, '') ?? ''
    expect(JSON.parse(health)[0]).toBe(entrypoint[0])
  })

  it('starts Node with the flags of the console, as a user who is not root', () => {
    expect(entrypoint).toEqual(['/usr/local/bin/node', ...consoleFlags, '/app/serve.mjs'])
    expect(uid).toBeGreaterThan(0)
  })

  it('opens nothing by itself: it sets no way to sign in, so that a console that is told none does not start', () => {
    expect(env).toEqual({ NODE_ENV: 'production', HOSTNAME: '0.0.0.0', PORT: '7420' })
  })

  it('names exact versions of both bases, and takes them with a digest', () => {
    const bases = Object.fromEntries(lines('ARG').map((rest) => rest.split('=')))
    expect(bases.BUILD_IMAGE).toMatch(/^docker\.io\/library\/node:24\.\d+\.\d+-\w+-slim$/)
    expect(bases.RUNTIME_IMAGE).toMatch(/^gcr\.io\/distroless\/cc-debian\d+:nonroot$/)
  })

  it('builds with the Node that the project brings', () => {
    const version = execFileSync(join(root, 'node_modules', '.bin', 'node'), ['--version'], { encoding: 'utf8' })
    expect(lines('ARG')[0]).toContain(`node:${version.trim().slice(1)}-`)
  })

  it('says the version and the purpose that package.json says', () => {
    const label = final.find(({ word }) => word === 'LABEL')?.rest
    expect(final).toContainEqual({ word: 'ARG', rest: `VERSION=${manifest.version}` })
    expect(label).toContain(`image.description="${manifest.description}"`)
  })
})
