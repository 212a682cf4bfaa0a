import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '@/lib/contract/changes'
import { readChangeFiles } from '../changes/change-files.ts'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { type ChangeReplica, carryingOut, failureOf, startReplica } from './change-replica.ts'
import { blue, changeStage, green } from './change-stage.ts'

const controlPlane = providedControlPlane()
const namespace = 'changes-rights'
const stage = changeStage(controlPlane, namespace)
const { kubectl, newGroup, ref } = stage

interface Rule {
  apiGroups: string[]
  resources: string[]
  verbs: string[]
}

const viewersRules: readonly Rule[] = [{ apiGroups: [''], resources: ['services'], verbs: ['get', 'patch'] }]
const consolesRules: readonly Rule[] = [
  { apiGroups: [''], resources: ['services'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch', 'create', 'update'] },
]

// `editor` is the viewer here, and `nobody` the console.
let replica: ChangeReplica

beforeAll(async () => {
  await allow('nobody', consolesRules)
  await allow('editor', viewersRules)
  replica = await startReplica(controlPlane, { kubeconfig: controlPlane.kubeconfigPath('nobody') })
})
afterAll(async () => {
  await replica?.close()
  for (const user of ['nobody', 'editor'])
    await kubectl('delete', 'clusterrole,clusterrolebinding', `${namespace}.${user}`)
})

/** Gives a user exactly these rights, and waits until the API server goes by them. */
async function allow(user: 'nobody' | 'editor', rules: readonly Rule[]): Promise<void> {
  const metadata = { name: `${namespace}.${user}` }
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name }
  const subjects = [{ apiGroup: roleRef.apiGroup, kind: 'User', name: user }]
  const items = [
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata, rules },
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata, roleRef, subjects },
  ]
  const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  const { stderr, code } = await controlPlane.kubectl(['apply', '-f', '-'], { stdin })
  if (code !== 0) throw new Error(stderr)
  const all = user === 'nobody' ? consolesRules : viewersRules
  for (const { resources, verbs } of all) {
    for (const verb of verbs) {
      const isWanted = rules.some((rule) => rule.resources[0] === resources[0] && rule.verbs.includes(verb))
      const holds = async () => {
        const args = ['auth', 'can-i', verb, resources[0] ?? '', '-n', namespace]
        return (await controlPlane.kubectl(args, { identity: user })).stdout.trim() === (isWanted ? 'yes' : 'no')
      }
      await poll(holds, { what: `${user} may ${isWanted ? '' : 'not '}${verb} ${resources}`, timeoutMs: 10_000 })
    }
  }
}

const without = (rules: readonly Rule[], resource: string, verb: string) =>
  rules.map((rule) =>
    rule.resources[0] === resource ? { ...rule, verbs: rule.verbs.filter((own) => own !== verb) } : rule,
  )

async function planned(): Promise<{ name: string; plan: Plan }> {
  const name = await newGroup()
  const request = { kind: 'retarget', service: { ...ref(name), cluster: replica.cluster }, target: green } as const
  return { name, plan: await replica.engine.plan(request, replica.viewer('editor')) }
}

const files = (name: string) => readChangeFiles(stage.admin().client(stage.replica().cluster), namespace, name)
const untouched = { target: blue, carried: null, entries: [] }

describe('with every right that the documents ask for', () => {
  test('a change goes through, from plan to proof', async () => {
    const { name, plan } = await planned()
    const body = carryingOut(plan, { overrides: [] })
    await replica.engine.carryOut(body, replica.viewer('editor'))
    await poll(
      async () => (await files(name)).entries.some(({ state }) => state === 'soaking' || state === 'completed'),
      {
        what: 'the change is proved',
        timeoutMs: 40_000,
      },
    )
    expect(await files(name)).toMatchObject({ target: green, carried: { id: body.changeId, by: 'editor' } })
  })
})

describe('without one right', () => {
  test.each([
    ['patch', 'forbidden', 'may not patch services'],
    ['get', 'conflict', 'gone'],
  ])('of the viewer to %s Services nothing is written, and the answer is %s', async (verb, code, words) => {
    const { name, plan } = await planned()
    await allow('editor', without(viewersRules, 'services', verb))
    try {
      const error = await failureOf(replica.engine.carryOut(carryingOut(plan), replica.viewer('editor')))
      expect(error.code).toBe(code)
      expect(error.message).toContain(words)
      expect(await files(name)).toEqual(untouched)
    } finally {
      await allow('editor', viewersRules)
    }
  })

  test.each(['get', 'create'])(
    'of the console to %s ConfigMaps nothing is written, and the answer names the record',
    async (verb) => {
      const { name, plan } = await planned()
      await allow('nobody', without(consolesRules, 'configmaps', verb))
      try {
        const error = await failureOf(replica.engine.carryOut(carryingOut(plan), replica.viewer('editor')))
        expect(error).toMatchObject({ code: 'unavailable', reason: 'record-unavailable' })
        expect(error.message).toContain(`signpost-history.${namespace}.${name}`)
        expect(await files(name)).toEqual(untouched)
      } finally {
        await allow('nobody', consolesRules)
      }
    },
  )

  test('of the console to update ConfigMaps the change is applied at most once, and a console with the right finishes its record', async () => {
    const { name, plan } = await planned()
    await allow('nobody', without(consolesRules, 'configmaps', 'update'))
    const body = carryingOut(plan)
    try {
      const outcome = await replica.engine.carryOut(body, replica.viewer('editor')).catch((error: unknown) => error)
      expect(outcome).toBeTruthy()
      const { target, carried } = await files(name)
      expect(carried?.id === body.changeId).toBe(target === green)
    } finally {
      await allow('nobody', consolesRules)
    }
    const { target } = await files(name)
    const isTold = async () => {
      const entry = (await files(name)).entries.find(({ id }) => id === body.changeId)
      return entry !== undefined && entry.state !== 'applying' && (entry.state === 'not-applied') === (target === blue)
    }
    await poll(isTold, { what: 'the record tells what the Service shows', timeoutMs: 40_000 })
  })

  test('of the viewer to override, a blocked change is 403 naming the right, and nothing is written', async () => {
    const name = await newGroup()
    await kubectl('annotate', 'service', '-n', namespace, name, 'signpost/freeze=audit')
    const request = { kind: 'retarget', service: { ...ref(name), cluster: replica.cluster }, target: green } as const
    const plan = await replica.engine.plan(request, replica.viewer('editor'))
    expect(plan.prechecks.some(({ state }) => state === 'block')).toBe(true)
    const error = await failureOf(replica.engine.carryOut(carryingOut(plan), replica.viewer('editor')))
    expect(error.code).toBe('forbidden')
    expect(error.message).toContain('override')
    expect(await files(name)).toEqual(untouched)
  })
})
