import { describe, expect, it } from 'vitest'
import { checkFieldOwner } from '@/lib/domain/change/check-field-owner'
import type { Delivery, DeliveryFacts, GeneralRules, IgnoreRule } from '@/lib/domain/change/delivery'
import { type FieldOwner, readFieldOwner, writesBack } from '@/lib/domain/change/field-owner'
import { deliveryRefs, type OwnedService } from '@/lib/domain/change/owner-signals'
import type { Healing } from '@/lib/domain/change/owner-tool'
import type { PrecheckState } from '@/lib/domain/change/precheck'
import { fieldManager, ownedService, sampleFacts } from './owned-services'

const tracking = (id: string) => ({ 'argocd.argoproj.io/tracking-id': id })
const own = tracking('app:/Service:shop/api')
const foreign = tracking('app:/Service:shop/other')
const flux = { 'kustomize.toolkit.fluxcd.io/name': 'apps', 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' }
const fluxHelm = { 'helm.toolkit.fluxcd.io/name': 'shop', 'helm.toolkit.fluxcd.io/namespace': 'flux-system' }
const release = { 'meta.helm.sh/release-name': 'r', 'meta.helm.sh/release-namespace': 'n' }
const managedByHelm = { 'app.kubernetes.io/managed-by': 'Helm' }

function owner(members: Parameters<typeof ownedService>[0], deliveries: Delivery[] = []): FieldOwner | null {
  return readFieldOwner(ownedService(members), deliveries)
}

describe('the owner', () => {
  const installation = { 'argocd.argoproj.io/installation-id': 'i' }
  it.each<[string, Parameters<typeof ownedService>[0], string | null]>([
    ['is nobody without a signal', {}, null],
    ['is the newest manager of the target', twoWriters('kubectl-edit', 'signpost'), 'signpost'],
    ['is no manager of another field', { fieldManagers: [fieldManager('x', 'metadata')] }, null],
    ['is Argo CD by a tracking id of this very Service', { annotations: own }, 'argo-cd'],
    ['is not Argo CD by a tracking id of another object', { annotations: foreign }, null],
    ['is not Argo CD by a tracking id without an Application', { annotations: tracking(':/Service:shop/api') }, null],
    ['is not Argo CD by a tracking id of another kind', { annotations: tracking('app:apps/Service:shop/api') }, null],
    ['is not Argo CD by the label that everybody sets', { labels: { 'app.kubernetes.io/instance': 'app' } }, null],
    ['is Argo CD by an installation id', { annotations: installation }, 'argo-cd'],
    ['is not Argo CD by an id copied with another’s', { annotations: { ...foreign, ...installation } }, null],
    [
      'is Argo CD, whoever wrote last',
      { annotations: own, ...twoWriters('argocd-controller', 'kubectl-edit') },
      'argo-cd',
    ],
    ['is Argo CD by its manager of other fields', twoWriters('argocd-controller', 'signpost', 'spec'), 'argo-cd'],
    ['is not Argo CD by its manager of metadata', twoWriters('argocd-controller', 'signpost', 'metadata'), 'signpost'],
    ['is Flux by its labels, whoever wrote last', { labels: flux, manager: 'signpost' }, 'flux'],
    ['is Flux by its controller', { manager: 'kustomize-controller' }, 'flux'],
    ['is not Flux by half of its labels', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' } }, null],
    [
      'is Flux for a release that it installed',
      { labels: { ...fluxHelm, ...managedByHelm }, annotations: release },
      'flux',
    ],
    ['is Helm by label and release together', { labels: managedByHelm, annotations: release }, 'helm'],
    ['is not Helm by its label alone', { labels: managedByHelm }, null],
    ['is not Helm by a release alone', { annotations: release }, null],
    ['is not Helm by a chart', { labels: { 'helm.sh/chart': 'shop-1.2.3' } }, null],
    [
      'is kubectl by its copy of the manifest',
      { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } },
      'kubectl',
    ],
    ['is a manager that nobody knows', { manager: 'terraform' }, 'other'],
  ])('%s', (_, members, tool) => {
    expect(owner(members)?.tool ?? null).toBe(tool)
  })

  it('is told with every signal, the weak ones too, and which one is weak', () => {
    const labels = { 'app.kubernetes.io/instance': 'shop', 'helm.sh/chart': 'shop-1' }
    const found = owner({ labels, annotations: own, manager: 'argocd-controller' })
    expect(found?.signals.map(({ tool, strength }) => `${tool} ${strength}`)).toEqual([
      'argo-cd strong',
      'argo-cd strong',
      'argo-cd weak',
      'helm weak',
    ])
    expect(found?.signals[0]?.says).toContain('app:/Service:shop/api')
    expect(checkFieldOwner(found).evidence).toContain('Label helm.sh/chart is shop-1 (weak)')
  })

  it('has rivals when several tools claim the Service by strong signals', () => {
    const found = owner({ labels: { ...flux, ...managedByHelm }, annotations: { ...own, ...release } })
    expect(found).toMatchObject({ tool: 'argo-cd', rivals: ['flux', 'helm'] })
    expect(checkFieldOwner(found).title).toBe('Argo CD and Flux and Helm may write the target back')
  })

  it('keeps the words of a hostile annotation short', () => {
    const found = owner({ annotations: tracking(`${'x'.repeat(5_000)}:/Service:shop/api`) })
    expect(found?.signals[0]?.says.length).toBeLessThanOrEqual(300)
  })
})

describe('what delivers a Service', () => {
  it.each<[string, Partial<OwnedService>, string[]]>([
    ['is the Application of the tracking id', { annotations: own }, ['Application null/app']],
    [
      'is an Application of another namespace',
      { annotations: tracking('team_app:/Service:shop/api') },
      ['Application team/app'],
    ],
    ['is never one that a copied id names', { annotations: foreign }, []],
    ['is the instance where Argo CD writes the spec', argoByLabel(), ['Application null/app']],
    ['is not the instance where it does not', { labels: { 'app.kubernetes.io/instance': 'app' } }, []],
    ['is a Kustomization', { labels: flux }, ['Kustomization flux-system/apps']],
    ['is a HelmRelease', { labels: fluxHelm }, ['HelmRelease flux-system/shop']],
  ])('%s', (_, members, refs) => {
    const found = deliveryRefs(ownedService(members))
    expect(found.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)).toEqual(refs)
  })
})

describe('writing back', () => {
  const argoService = { annotations: own }
  const rule = (members: Partial<IgnoreRule>): IgnoreRule => ({
    group: '',
    kind: 'Service',
    namespace: null,
    name: null,
    pointers: [],
    expressions: [],
    managers: [],
    ...members,
  })
  const settings = (state: GeneralRules['state'], ignores: IgnoreRule[] = []): GeneralRules => ({
    ...{ source: 'ConfigMap argocd/argocd-cm', state, ignores },
  })
  const ignoring = (members: Partial<IgnoreRule>, more: Partial<DeliveryFacts> = {}) =>
    application({ ignores: [rule(members)], ...more })

  it.each<[string, Parameters<typeof ownedService>[0], Delivery[], Healing, PrecheckState]>([
    ['an Application that heals itself blocks', argoService, [application()], 'self-heal', 'block'],
    ['an Application that does not warns', argoService, [application({ corrects: false })], 'next-sync', 'warn'],
    ['an Application that is paused lets it pass', argoService, [application({ pausedBy: 'x' })], 'never', 'info'],
    ['an Application that may not be read blocks', argoService, [unread('forbidden')], 'unknown', 'block'],
    ['an Application that is not there blocks', argoService, [unread('missing')], 'unknown', 'block'],
    ['an Application of a cluster elsewhere blocks', argoService, [unread('not-installed')], 'unknown', 'block'],
    ['an Application that was not asked for blocks', argoService, [], 'unknown', 'block'],
    [
      'the pointer ignored lets it pass',
      argoService,
      [ignoring({ pointers: ['/spec/externalName'] })],
      'next-sync',
      'info',
    ],
    ['the whole spec ignored lets it pass', argoService, [ignoring({ pointers: ['/spec'] })], 'next-sync', 'info'],
    ['another pointer ignored blocks', argoService, [ignoring({ pointers: ['/spec/ports'] })], 'self-heal', 'block'],
    [
      'the expression ignored lets it pass',
      argoService,
      [ignoring({ expressions: ['.spec.externalName'] })],
      'next-sync',
      'info',
    ],
    [
      'another expression ignored blocks',
      argoService,
      [ignoring({ expressions: ['.spec.ports[]'] })],
      'self-heal',
      'block',
    ],
    [
      'Signpost’s fields ignored let it pass',
      argoService,
      [ignoring({ managers: ['hpa', 'signpost'] })],
      'next-sync',
      'info',
    ],
    ['another manager’s fields ignored block', argoService, [ignoring({ managers: ['hpa'] })], 'self-heal', 'block'],
    [
      'ignored at syncs, too, never comes back',
      argoService,
      [ignoring({ pointers: ['/spec'] }, { keepsIgnored: true })],
      'never',
      'info',
    ],
    [
      'ignored in every Application lets it pass',
      argoService,
      [application({ general: settings('read', [rule({ pointers: ['/spec/externalName'] })]) })],
      'next-sync',
      'info',
    ],
    [
      'another kind ignored in every Application blocks',
      argoService,
      [application({ general: settings('read', [rule({ kind: 'Ingress', pointers: ['/spec'] })]) })],
      'self-heal',
      'block',
    ],
    [
      'settings that may not be read are no pass',
      argoService,
      [application({ general: settings('forbidden') })],
      'self-heal',
      'block',
    ],
    [
      'ignored for another name blocks',
      argoService,
      [ignoring({ name: 'web', pointers: ['/spec'] })],
      'self-heal',
      'block',
    ],
    [
      'ignored for another kind blocks',
      argoService,
      [ignoring({ kind: 'Ingress', pointers: ['/spec'] })],
      'self-heal',
      'block',
    ],
    [
      'ignored for another group blocks',
      argoService,
      [ignoring({ group: 'apps', pointers: ['/spec'] })],
      'self-heal',
      'block',
    ],
    [
      'ignored by patterns lets it pass',
      argoService,
      [ignoring({ group: '*', kind: '*', name: 'a*i', pointers: ['/spec'] })],
      'next-sync',
      'info',
    ],
    [
      'extraneous objects ignored is another matter',
      { annotations: { ...own, 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' } },
      [application()],
      'self-heal',
      'block',
    ],
    ['a Kustomization blocks', { labels: flux }, [kustomization()], 'self-heal', 'block'],
    ['a suspended Kustomization lets it pass', { labels: flux }, [kustomization({ pausedBy: 'x' })], 'never', 'info'],
    [
      'a Service that Flux is told to leave passes',
      { labels: flux, annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' } },
      [kustomization()],
      'never',
      'info',
    ],
    [
      'a Service that Flux only creates passes',
      { labels: flux, annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' } },
      [kustomization()],
      'never',
      'info',
    ],
    [
      'a Service that Flux ignores passes',
      { labels: flux, annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore' } },
      [],
      'never',
      'info',
    ],
    [
      'a Service that Flux merges is blocked',
      { labels: flux, annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'Merge' } },
      [kustomization()],
      'self-heal',
      'block',
    ],
    ['a HelmRelease with drift detection blocks', { labels: fluxHelm }, [helmRelease()], 'self-heal', 'block'],
    [
      'a HelmRelease without it warns',
      { labels: fluxHelm },
      [helmRelease({ corrects: false })],
      'next-upgrade',
      'warn',
    ],
    ['Helm warns', { labels: managedByHelm, annotations: release }, [], 'next-upgrade', 'warn'],
    ['kubectl is told', { manager: 'kubectl-create' }, [], 'never', 'info'],
    ['Signpost passes', { manager: 'signpost' }, [], 'never', 'pass'],
    ['a stranger is told', { manager: 'terraform' }, [], 'unknown', 'info'],
    [
      'a rival that heals counts',
      { labels: flux, annotations: own },
      [application({ pausedBy: 'x' }), kustomization()],
      'self-heal',
      'block',
    ],
    [
      'only what all owners leave is left',
      { labels: flux, annotations: own },
      [application({ pausedBy: 'x' }), kustomization({ pausedBy: 'y' })],
      'never',
      'info',
    ],
  ])('%s', (_, members, deliveries, heals, state) => {
    const found = owner(members, deliveries)
    expect(found?.heals).toBe(heals)
    expect(checkFieldOwner(found).state).toBe(state)
    expect(found !== null && writesBack(found)).toBe(state === 'block')
  })

  it('says what was read, within which time, and where the manifests come from', () => {
    const found = owner(argoService, [application()])
    expect(found).toMatchObject({
      withinSeconds: 5,
      source: 'https://git.example/deploy, overlays/production',
      declaredBy: { kind: 'Application', namespace: 'argocd', name: 'app' },
    })
    expect(found?.signals[0]?.says).toBe('Application app heals itself: selfHeal is true')
  })

  it('says that one it could not read is treated as healing itself', () => {
    const found = owner(argoService, [unread('forbidden')])
    expect(found?.signals[0]?.says).toBe('Application app may not be read: it is treated as one that heals itself')
  })

  it('names the settings that have every Application ignore it, and says when they could not be read', () => {
    const ignores = [rule({ pointers: ['/spec'] })]
    const left = owner(argoService, [application({ general: settings('read', ignores), keepsIgnored: true })])
    expect(left?.excluded).toBe('ConfigMap argocd/argocd-cm has every Application ignore this difference')
    const said = (state: GeneralRules['state']) =>
      owner(argoService, [application({ general: settings(state) })])?.signals.map(({ says }) => says)
    expect(said('forbidden')?.slice(0, 2)).toEqual([
      'Application app heals itself: selfHeal is true',
      'ConfigMap argocd/argocd-cm may not be read: what every Application ignores is not known',
    ])
    expect(said('read')?.join()).not.toContain('argocd-cm')
  })

  it('of nobody is told', () => {
    expect(checkFieldOwner(null).state).toBe('info')
  })
})

function twoWriters(older: string, newer: string, owns: 'target' | 'spec' | 'metadata' = 'target') {
  return { fieldManagers: [fieldManager(newer, 'target', 3), fieldManager(older, owns, 2)] }
}

function argoByLabel(): Partial<OwnedService> {
  return { labels: { 'app.kubernetes.io/instance': 'app' }, fieldManagers: [fieldManager('argocd-controller')] }
}

function application(members: Partial<DeliveryFacts> = {}): Delivery {
  return { ref: { kind: 'Application', namespace: 'argocd', name: 'app' }, state: 'read', facts: sampleFacts(members) }
}

function unread(state: 'missing' | 'forbidden' | 'not-installed'): Delivery {
  return { ref: { kind: 'Application', namespace: null, name: 'app' }, state }
}

function kustomization(members: Partial<DeliveryFacts> = {}): Delivery {
  const ref = { kind: 'Kustomization', namespace: 'flux-system', name: 'apps' } as const
  return { ref, state: 'read', facts: sampleFacts({ keepsIgnored: true, withinSeconds: 600, ...members }) }
}

function helmRelease(members: Partial<DeliveryFacts> = {}): Delivery {
  const ref = { kind: 'HelmRelease', namespace: 'flux-system', name: 'shop' } as const
  return { ref, state: 'read', facts: sampleFacts({ keepsIgnored: true, ...members }) }
}
