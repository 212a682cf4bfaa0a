import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ownedService, readFieldOwner } from '@/lib/domain/change/field-owner'
import { type GitChange, gitChange } from '@/lib/domain/git-change/git-change'
import { toYaml } from '@/lib/domain/manifest/to-yaml'
import type { ServiceObject } from '@/lib/domain/service/service-object'

const argo = { annotations: { 'argocd.argoproj.io/tracking-id': 'app:/Service:shop/api', note: 'kept' } }
const flux = {
  labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' },
}
const helm = {
  labels: { 'app.kubernetes.io/managed-by': 'Helm', 'helm.sh/chart': 'shop-1.2.3' },
  annotations: { 'meta.helm.sh/release-name': 'shop', 'meta.helm.sh/release-namespace': 'shop' },
}

function service(
  metadata: Partial<ServiceObject['metadata']>,
  spec: Partial<ServiceObject['spec']> = {},
): ServiceObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'api', namespace: 'shop', uid: 'u', resourceVersion: '7', ...metadata },
    spec: { type: 'ExternalName', externalName: 'a.example', ...spec },
    status: {},
  }
}

function changeOf(
  live: ServiceObject,
  spec: Partial<ServiceObject['spec']> = { externalName: 'b.example' },
): GitChange {
  const owner = readFieldOwner(ownedService(live), [])
  if (owner === null) throw new Error('nobody owns it')
  return gitChange({ service: live, wanted: { ...live, spec: { ...live.spec, ...spec } }, owner, toYaml })
}

const fileOf = (change: GitChange, format: string) => change.files.find((file) => file.format === format)?.text ?? ''
const patchOf = (change: GitChange) => {
  const [patch] = parse(fileOf(change, 'kustomize')).patches
  return { target: patch.target, operations: parse(patch.patch) }
}

describe('the change for a repository', () => {
  it('is a Kustomize patch with a target, and the plain manifest of the wanted Service', () => {
    const change = changeOf(service(argo))
    expect(change.tool).toBe('argo-cd')
    expect(change.files.map(({ name }) => name)).toEqual(['kustomization.yaml', 'api.yaml'])
    expect(fileOf(change, 'kustomize')).toBe(
      [
        'patches:',
        '  - target:',
        '      kind: Service',
        '      name: api',
        '      namespace: shop',
        '    patch: |',
        '      - op: replace',
        '        path: /spec/externalName',
        '        value: b.example',
        '',
      ].join('\n'),
    )
    expect(parse(fileOf(change, 'yaml'))).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'api', namespace: 'shop', annotations: { note: 'kept' } },
      spec: { type: 'ExternalName', externalName: 'b.example' },
    })
    expect(change.instructions[0]).toContain('that Application app renders')
  })

  it('leaves out what Flux writes onto it by itself', () => {
    const change = changeOf(service(flux))
    expect(change.tool).toBe('flux')
    expect(parse(fileOf(change, 'yaml')).metadata).toEqual({ name: 'api', namespace: 'shop' })
    expect(change.instructions.at(-1)).toContain('Kustomization apps applies it')
  })

  it('removes the external name when the Service becomes another type', () => {
    const live = service(argo)
    const { externalName: _, ...spec } = live.spec
    const owner = readFieldOwner(ownedService(live), [])
    if (owner === null) throw new Error('nobody owns it')
    const wanted = { ...live, spec: { ...spec, type: 'ClusterIP', selector: { app: 'api' } } }
    expect(patchOf(gitChange({ service: live, wanted, owner, toYaml })).operations).toEqual([
      { op: 'replace', path: '/spec/type', value: 'ClusterIP' },
      { op: 'add', path: '/spec/selector', value: { app: 'api' } },
      { op: 'remove', path: '/spec/externalName' },
    ])
  })

  it('names release, chart and line for Helm, and says that the values cannot be known', () => {
    const change = changeOf(service(helm))
    expect(change.files[0]?.format).toBe('helm')
    expect(parse(fileOf(change, 'helm'))).toEqual({
      release: 'shop',
      namespace: 'shop',
      chart: 'shop-1.2.3',
      lookFor: { kind: 'Service', name: 'api', line: 'externalName: a.example' },
      replaceWith: 'externalName: b.example',
    })
    expect(change.instructions.join(' ')).toContain('helm get manifest shop --namespace shop')
    expect(change.instructions.join(' ')).toContain('cannot be known from the cluster')
  })

  it('offers the line of a chart beside the patch when Argo CD renders one', () => {
    const change = changeOf(service({ ...argo, labels: { 'helm.sh/chart': 'shop-1.2.3' } }))
    expect(change.files.map(({ format }) => format)).toEqual(['kustomize', 'yaml', 'helm'])
  })

  it('takes hostile text as data: in files at its depth, in command lines as one word', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'x\n      - op: remove',
        "'; rm -rf / #",
        '{{ .Values }}',
        '---\nkind: Secret',
        '"',
        '!!js/function',
        '&a *a',
      ),
    )
    fc.assert(
      fc.property(hostile, hostile, hostile, (target, release, note) => {
        const annotations = { ...helm.annotations, 'meta.helm.sh/release-name': release, note }
        const change = changeOf(service({ labels: helm.labels, annotations }), { externalName: target })
        if (target === 'a.example') return
        expect(patchOf(change).operations).toEqual([{ op: 'replace', path: '/spec/externalName', value: target }])
        expect(parse(fileOf(change, 'yaml'))).toMatchObject({
          metadata: { annotations: { note } },
          spec: { externalName: target },
        })
        expect(parse(fileOf(change, 'helm')).release).toBe(release)
        const quoted = /^[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*$/.test(release)
          ? release
          : `'${release.replaceAll("'", `'\\''`)}'`
        expect(change.instructions[0]).toContain(`helm get manifest ${quoted} --namespace shop`)
      }),
    )
  })
})
