import { expect, test } from 'vitest'
import type { Delivery, DeliveryFacts } from '@/lib/domain/change/delivery'
import type { AccessQuestion } from '@/lib/kubernetes/access-reviews'
import { visibleDeliveries } from '@/lib/server/groups/visible-deliveries'

const rule = {
  group: '',
  kind: 'Service',
  namespace: null,
  name: null,
  pointers: ['/spec'],
  expressions: [],
  managers: [],
}
const facts = (source: string): DeliveryFacts => ({
  pausedBy: null,
  corrects: true,
  correctsBy: 'selfHeal is true',
  withinSeconds: 5,
  ignores: [],
  general: { source, state: 'read', ignores: [rule] },
  keepsIgnored: true,
  source: 'https://git.example/deploy.git',
})
const application = (source = 'ConfigMap team/argocd-cm'): Delivery => ({
  ref: { kind: 'Application', namespace: 'team', name: 'shop' },
  state: 'read',
  facts: facts(source),
})
const words = ({ verb, resource, namespace = '*', name = '*' }: AccessQuestion) =>
  `${verb} ${resource} ${namespace}/${name}`
const seenBy = (rights: readonly string[], delivery: Delivery) =>
  visibleDeliveries(async (question) => rights.includes(words(question)), [delivery]).then(([seen]) => seen)

const getApplication = 'get applications team/shop'
const getTeams = 'get configmaps team/argocd-cm'
const getUsual = 'get configmaps argocd/argocd-cm'

test('shows a delivery whole to who may get it and the settings of its tool', async () => {
  expect(await seenBy([getApplication, getTeams], application())).toEqual(application())
  const usual = application('ConfigMap argocd/argocd-cm')
  expect(await seenBy([getApplication, getTeams, getUsual], usual)).toEqual(usual)
})

test.each([
  ['those of its own namespace', application(), [getApplication], 'ConfigMap team/argocd-cm'],
  [
    'the usual ones, looked for after its own',
    application('ConfigMap argocd/argocd-cm'),
    [getApplication, getTeams],
    'ConfigMap argocd/argocd-cm',
  ],
])('leaves out the settings of its tool where they may not be read: %s', async (_, delivery, rights, source) => {
  expect(await seenBy(rights, delivery)).toMatchObject({
    state: 'read',
    facts: { correctsBy: 'selfHeal is true', general: { source, state: 'forbidden', ignores: [] } },
  })
})

test('tells nothing of a delivery that may not be read, not even that it is not there', async () => {
  const { ref } = application()
  expect(await seenBy([getTeams], application())).toEqual({ ref, state: 'forbidden' })
  expect(await seenBy([], { ref, state: 'missing' })).toEqual({ ref, state: 'forbidden' })
  const nowhere = { ref: { ...ref, namespace: null }, state: 'missing' } as const
  expect(await seenBy(['get applications argocd/shop'], nowhere)).toEqual({ ref: nowhere.ref, state: 'forbidden' })
  expect(await seenBy(['list applications */*'], nowhere)).toEqual(nowhere)
})

test('tells nothing where the check itself failed', async () => {
  const { ref } = application()
  expect(await visibleDeliveries(async () => null, [application()])).toEqual([{ ref, state: 'forbidden' }])
})
