import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { billOfMaterials } from '../../scripts/bill-of-materials.mjs'
import { readLockFile } from '../../scripts/lock-file.mjs'
import { schemaProblems } from './schema-problems.ts'

const root = join(import.meta.dirname, '..', '..')
const { lock, manifest } = readLockFile(root)
const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'cyclonedx-1.6.json'), 'utf8'))
const bill = billOfMaterials(lock, manifest)
const refs = bill.components.map((component) => component['bom-ref'])

describe('the bill of materials', () => {
  it('is CycloneDX 1.6, as its schema says', () => {
    expect(schemaProblems(schema, bill)).toEqual([])
    expect(schemaProblems(schema, billOfMaterials(lock, manifest, { withDev: true }))).toEqual([])
  })

  it('would not pass that schema with a licence, a checksum or a version that is none', () => {
    const [first, ...others] = bill.components
    const changed = (wrong: object) => ({ ...bill, components: [{ ...first, ...wrong }, ...others] })
    expect(schemaProblems(schema, { ...bill, specVersion: 1.6 })).toEqual(['/specVersion: is no string'])
    expect(schemaProblems(schema, changed({ licenses: [{ license: { id: 'Mine' } }] }))).toHaveLength(1)
    expect(schemaProblems(schema, changed({ hashes: [{ alg: 'SHA-512', content: 'no' }] }))).toHaveLength(1)
    expect(schemaProblems(schema, changed({ colour: 'red' }))).toEqual(['/components/0: has colour'])
  })

  it('names everything that package.json depends on', () => {
    const direct = Object.entries({ ...manifest.dependencies, ...manifest.optionalDependencies })
    const missing = direct.filter(([name, version]) => !refs.includes(`pkg:npm/${name.replace('@', '%40')}@${version}`))
    expect(direct.length).toBeGreaterThan(15)
    expect(missing).toEqual([])
  })

  it('leaves out what is for development alone, unless it is asked for', () => {
    const vitest = `pkg:npm/vitest@${manifest.devDependencies?.vitest}`
    const all = billOfMaterials(lock, manifest, { withDev: true }).components
    expect(refs).not.toContain(vitest)
    expect(all.find((component) => component['bom-ref'] === vitest)?.scope).toBe('excluded')
  })

  it('has of each package the checksum of its archive, and a licence', () => {
    const next = bill.components.find(({ name }) => name === 'next')
    const digest = lock.packages['node_modules/next']?.integrity?.replace('sha512-', '') ?? ''
    expect(next?.hashes).toEqual([{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }])
    expect(bill.components.filter(({ hashes, licenses }) => !hashes || !licenses)).toEqual([])
  })

  it('leads from the console to every package that is not optional, over packages that are there', () => {
    const on = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
    const reached = new Set([`pkg:npm/signpost@${manifest.version}`])
    for (const ref of reached) for (const next of on.get(ref) ?? []) reached.add(next)
    expect([...reached].slice(1).filter((ref) => !refs.includes(ref))).toEqual([])
    const lost = bill.components.filter(({ scope, ...each }) => scope === 'required' && !reached.has(each['bom-ref']))
    expect(lost.map((each) => each['bom-ref'])).toEqual([])
  })

  it('is the same for the same lock file, and another for another', () => {
    const { packages } = lock
    const other = {
      ...lock,
      packages: { ...packages, 'node_modules/next': { ...packages['node_modules/next'], version: '0.0.1' } },
    }
    expect(billOfMaterials(lock, manifest)).toEqual(bill)
    expect(billOfMaterials(other, manifest).serialNumber).not.toBe(bill.serialNumber)
  })

  it('takes of two versions of a package the one that Node would find', () => {
    const packages = {
      '': { dependencies: { a: '1.0.0', b: '1.0.0' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^2.0.0' } },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
      'node_modules/b': { version: '1.0.0' },
    }
    const { dependencies } = billOfMaterials({ lockfileVersion: 3, packages }, { name: 'x', version: '1.0.0' })
    expect(dependencies).toContainEqual({ ref: 'pkg:npm/a@1.0.0', dependsOn: ['pkg:npm/b@2.0.0'] })
    expect(dependencies).toContainEqual({ ref: 'pkg:npm/x@1.0.0', dependsOn: ['pkg:npm/a@1.0.0', 'pkg:npm/b@1.0.0'] })
  })
})
