import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importedServices } from '@/lib/domain/environment/imported-services'
import { KustomizeTree } from '@/lib/domain/kustomize/kustomize-tree'

const whole = (name: string, host = 'a.company.com', namespace = 'shop') =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {type: ExternalName, externalName: ${host}}\n`
const imported = (files: Record<string, string>) =>
  importedServices(new KustomizeTree(Object.entries(files).map(([path, text]) => ({ path, text }))))
const said = (files: Record<string, string>) =>
  imported(files).problems.map(({ kind, path, message }) => `${kind} ${path}: ${message}`)

describe('importedServices', () => {
  test('takes the Services of plain manifests and of lists, and counts what else there is', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'c' }, spec: { ports: [] } })}\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: x}}\n`
    const { services, others, sources } = imported({ 'a.yaml': `${whole('a')}---\n${whole('b')}`, 'list.json': list })
    expect(services.map(({ service, source }) => [source, service.metadata.name])).toEqual([
      ['a.yaml', 'a'],
      ['a.yaml', 'b'],
      ['list.json', 'c'],
    ])
    expect([others, sources]).toEqual([1, ['a.yaml', 'list.json']])
  })

  test('explains a patch without its base, a Service that comes twice, and one that cannot be read', () => {
    const part = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {externalName: x.y}\n'
    expect(said({ 'overlays/dev/p.yaml': part })).toEqual([
      'broken overlays/dev/p.yaml: Service db says its externalName without a type: it is a patch, so give its base and kustomization as well',
    ])
    expect(said({ 'a.yaml': whole('a'), 'b.yaml': whole('a', 'b.company.com') })).toEqual([
      'note b.yaml: shop/a comes from a.yaml as well, which is what is shown',
    ])
    expect(said({ 'a.yaml': whole('a').replace('spec: {', 'spec: {extra: 1, ') })).toEqual([
      'broken a.yaml: Service a: spec.extra: unknown field "spec.extra"',
    ])
    expect(said({ 'a.yaml': 'a: [b\n' })[0]).toContain('broken a.yaml: line')
  })

  test('never throws and ends soon, whatever the files say', () => {
    const name = fc.constantFrom('a', 'b', '../a', '../../x', '.', 's.yaml', 'p.yaml', 'https://x/y', '')
    const value = fc.oneof(
      name,
      fc.constantFrom('null', '[]', '{}', '1', 'true', '*x', '&x 1', '!!binary x', '"\\u0000"'),
      fc.array(name, { maxLength: 3 }).map((names) => JSON.stringify(names)),
      fc.constantFrom(
        '[{path: p.yaml}]',
        '[{target: {name: ".*"}, patch: "- {op: copy, from: /, path: /x}"}]',
        '[{patch: "{}"}]',
      ),
    )
    const key = fc.constantFrom(
      ...['resources', 'bases', 'components', 'namespace', 'namePrefix', 'labels', 'commonLabels', 'patches'],
      ...['patchesStrategicMerge', 'patchesJson6902', 'kind', 'apiVersion', 'metadata', 'spec', '__proto__', 'items'],
    )
    const text = fc.oneof(
      fc.array(fc.tuple(key, value), { maxLength: 6 }).map((lines) => lines.map(([k, v]) => `${k}: ${v}\n`).join('')),
      fc.constantFrom(whole('db'), whole('db').replace('type: ExternalName, ', ''), '- {op: remove, path: /spec}\n'),
      fc.string(),
    )
    const path = fc
      .tuple(fc.constantFrom('', 'a/', 'b/', 'a/b/'), fc.constantFrom('kustomization.yaml', 's.yaml', 'p.yaml'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.dictionary(path, text, { maxKeys: 8 }), (files) => {
        for (const { service } of imported(files).services) expect(typeof service.metadata.name).toBe('string')
      }),
      { numRuns: 300 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
