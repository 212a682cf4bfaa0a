import { describe, expect, test } from 'vitest'
import { buildKustomization } from '@/lib/domain/kustomize/build-kustomization'
import { findKustomizations } from '@/lib/domain/kustomize/find-kustomizations'
import { KustomizeTree } from '@/lib/domain/kustomize/kustomize-tree'
import { cases, refusedCases } from './kustomize-cases'

const treeOf = (files: Record<string, string>) =>
  new KustomizeTree(Object.entries(files).map(([path, text]) => ({ path, text })))

function build(files: Record<string, string>, folder = 'overlay') {
  const { objects, problems } = buildKustomization(treeOf(files), folder)
  return {
    services: objects.map(({ value }) => value),
    said: problems.map(({ kind, message }) => `${kind}: ${message}`),
  }
}

describe('what kustomize makes', () => {
  test.each(cases.map((each) => [each.title, each] as const))('%s', (_, { files, services }) => {
    const built = build(files)
    expect(built.said.filter((text) => !text.startsWith('note'))).toEqual([])
    expect(built.services.map(({ metadata, spec }) => ({ metadata, spec }))).toEqual(services)
  })
})

describe('what kustomize refuses', () => {
  test.each(refusedCases.map((each) => [each.title, each] as const))('%s', (_, { files, message }) => {
    const { services, said } = build(files)
    expect(services).toEqual([])
    expect(said.join('\n')).toContain(message)
  })
})

describe('hostile input', () => {
  const kustomization = 'resources: [a.yaml]\n'
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {type: ExternalName, externalName: a.example.org}\n'

  test('aliases of aliases, a folder that leads back to itself, and a tower of folders end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh'].map((key, at) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`).join('\n')}\n`
    expect(build({ 'overlay/kustomization.yaml': kustomization, 'overlay/a.yaml': bomb }).said[0]).toContain('broken')
    expect(build({ 'overlay/kustomization.yaml': 'resources: [../overlay]\n' }).said[0]).toContain(
      'leads back to itself',
    )
    const tower = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`overlay${'/x'.repeat(at)}/kustomization.yaml`, 'resources: [x]\n']),
    )
    expect(build(tower).said[0]).toContain('stand on each other')
  })

  test('folders that are built twice at each level end', () => {
    const files = Object.fromEntries(
      Array.from({ length: 11 }, (_, at) => [`l${at}`, at]).flatMap(([name, at]) => [
        [
          `${name}/kustomization.yaml`,
          `resources: [${Number(at) === 10 ? 'a.yaml' : `../l${Number(at) + 1}, ../l${Number(at) + 1}`}]\n`,
        ],
        [`${name}/a.yaml`, service],
      ]),
    )
    expect(build(files, 'l0').said.join('\n')).toMatch(/kustomizations are built|comes twice/)
  })

  test('a JSON patch that copies the whole into itself over and over ends', () => {
    const operations = Array.from({ length: 60 }, (_, at) => ({ op: 'copy', from: '/spec', path: `/spec/x${at}` }))
    const patches = [{ target: { kind: 'Service' }, patch: JSON.stringify(operations) }]
    const files = {
      'overlay/kustomization.yaml': `${kustomization}patches: ${JSON.stringify(patches)}\n`,
      'overlay/a.yaml': service,
    }
    expect(build(files).said[0]).toContain('more than an object holds')
  })

  test('patches that are applied to everything, over and over, end', () => {
    const names = Array.from({ length: 300 }, (_, at) => service.replace('name: db', `name: db-${at}`))
    const patches = JSON.stringify(
      Array.from({ length: 100 }, () => ({
        target: { name: '.*' },
        patch: '[{"op": "test", "path": "/kind", "value": "Service"}]',
      })),
    )
    const files = {
      'overlay/kustomization.yaml': `${kustomization}patches: ${patches}\n`,
      'overlay/a.yaml': names.join('---\n'),
    }
    expect(build(files).said[0]).toContain('more patches than are applied')
  })

  test('names that are members of every object stay names', () => {
    const merge =
      '{"kind": "Service", "metadata": {"name": "x", "annotations": {"__proto__": "x", "constructor": "y"}}}'
    const files = {
      'overlay/kustomization.yaml': `${kustomization}patches: [{target: {kind: Service}, patch: '${merge}'}]\n`,
      'overlay/a.yaml': service,
    }
    const [first] = build(files).services as { metadata: { annotations: object } }[]
    expect(Object.entries(first?.metadata.annotations ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(Object.prototype).not.toHaveProperty('x')
  })
})

describe('what is named because it is not read here', () => {
  test.each([
    ['replacements', 'replacements: [{source: {kind: A}}]\n'],
    ['helmCharts', 'helmCharts: [{name: x}]\n'],
    ['transformers', 'transformers: [x.yaml]\n'],
    ['vars', 'vars: [{name: X}]\n'],
    ['labels[].fields', 'labels: [{pairs: {a: b}, fields: [{path: spec/x, create: true}]}]\n'],
  ])('%s', (name, text) => {
    const { said } = build({ 'overlay/kustomization.yaml': text })
    expect(said).toEqual([`unread: ${name} is not read here`])
  })

  test('a pattern that is more than characters, . and .*', () => {
    const text = "patches: [{target: {name: '(a+)+$'}, patch: '{kind: Service, metadata: {name: x}}'}]\n"
    expect(build({ 'overlay/kustomization.yaml': text }).said[0]).toContain('unread')
  })

  test('nothing, of what touches no Service', () => {
    const text =
      'images: [{name: a, newTag: b}]\nconfigMapGenerator: [{name: x, literals: [a=b]}]\nreplicas: [{name: a, count: 1}]\n'
    expect(build({ 'overlay/kustomization.yaml': text }).said).toEqual([])
  })
})

describe('what there is to build', () => {
  const whole =
    'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {type: ExternalName, externalName: placeholder.example.com}\n'
  const part = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {externalName: dev.example.org}\n'
  const base = { 'k/base/kustomization.yaml': 'resources: [a.yaml]\n', 'k/base/a.yaml': whole }
  const overlay = 'resources: [../../base]\npatches: [{path: p.yaml}]\n'
  const found = (files: Record<string, string>) => {
    const { folders, files: loose, missing } = findKustomizations(treeOf(files))
    return { folders, loose, missing: missing.map(({ folder, role, text }) => ({ folder, role, text })) }
  }

  test('the overlays, and not the base that they stand on', () => {
    const files = { ...base, 'k/overlays/dev/kustomization.yaml': overlay, 'k/overlays/dev/p.yaml': part }
    expect(found(files)).toEqual({ folders: ['k/overlays/dev'], loose: [], missing: [] })
  })

  test('an overlay that lacks its kustomization is built as if it had the one that is due', () => {
    const { folders, missing } = found({ ...base, 'k/overlays/dev/p.yaml': part })
    expect(folders).toEqual(['k/overlays/dev'])
    expect(missing).toMatchObject([{ folder: 'k/overlays/dev', role: 'overlay' }])
    expect(missing[0]?.text).toContain('- ../../base')
    expect(missing[0]?.text).toContain('- path: p.yaml')
  })

  test('a base that lacks its kustomization too', () => {
    const files = { 'base/a.yaml': whole, 'overlays/dev/kustomization.yaml': overlay, 'overlays/dev/p.yaml': part }
    const tree = treeOf(files)
    const { folders, missing, assumed } = findKustomizations(tree)
    expect(folders).toEqual(['overlays/dev'])
    expect(missing).toMatchObject([{ folder: 'base', role: 'base', text: expect.stringContaining('- a.yaml') }])
    const { objects, problems } = buildKustomization(tree, 'overlays/dev', { assumed })
    expect(problems).toEqual([])
    expect(objects.map(({ value }) => value.spec)).toEqual([{ type: 'ExternalName', externalName: 'dev.example.org' }])
  })

  test('files of whole objects by themselves', () => {
    expect(found({ 'dev.yaml': whole, 'x/prod.yaml': whole })).toEqual({
      ...{ folders: [], missing: [] },
      loose: ['dev.yaml', 'x/prod.yaml'],
    })
  })
})
