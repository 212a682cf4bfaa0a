import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { poll } from '../control-plane/poll.ts'
import { providedControlPlane } from '../control-plane/provided-control-plane.ts'
import { carryingOut, failureOf } from './change-replica.ts'
import { blue, changeStage, green } from './change-stage.ts'
import { type RevertingController, startArgo } from './reverting-controller.ts'

const controlPlane = providedControlPlane()
const namespace = 'changes-git'
const { replica, kubectl, create, newGroup, retarget, admin } = changeStage(controlPlane, namespace)
const running: RevertingController[] = []

afterEach(async () => {
  for (const controller of running.splice(0)) await controller.stop()
})

/** A Service of its own that Argo CD keeps at blue, marked by it and seen so by the watch. */
async function delivered(): Promise<{ name: string }> {
  const name = await newGroup()
  const service = { namespace, name, externalName: blue, deliveredBy: 'finance-prod' }
  running.push(startArgo({ client: admin().client(replica().cluster), service, afterMs: 300 }))
  const isMarked = async () =>
    replica()
      .alias(namespace, name)
      ?.fieldManagers.some(({ manager }) => manager === 'argocd-controller') ?? false
  await poll(isMarked, { what: 'Argo CD marked the Service', timeoutMs: 10_000 })
  return { name }
}

describe('an Application that this cluster knows', () => {
  const application = (selfHeal: boolean, ignoreDifferences: unknown[] = []) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'finance-prod', namespace: 'argocd' },
    spec: {
      source: { repoURL: 'https://git.example/finance/deploy', path: 'overlays/production' },
      syncPolicy: { automated: { selfHeal } },
      ignoreDifferences,
    },
  })
  const apply = async (object: object) => {
    const { stderr, code } = await controlPlane.kubectl(['apply', '-f', '-'], { stdin: JSON.stringify(object) })
    expect(stderr, stderr).not.toContain('error')
    expect(code).toBe(0)
  }

  afterAll(async () => {
    await kubectl('delete', 'crd', 'applications.argoproj.io', '--ignore-not-found')
    await kubectl('delete', 'namespace', 'argocd', '--ignore-not-found', '--wait=false')
  })

  test('decides by its own words whether a live write is blocked, and voids the plan when they change', async () => {
    const { name } = await delivered()
    await create(applicationDefinition, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } })
    await kubectl('wait', '--for=condition=Established', 'crd/applications.argoproj.io', '--timeout=20s')
    const planned = async () => {
      const plan = await replica().engine.plan(retarget(name, green), admin())
      return { plan, state: plan.prechecks.find(({ code }) => code === 'field-owner')?.state }
    }
    expect((await planned()).plan.fieldOwner?.signals[0]?.says).toContain('does not exist in this cluster')
    await apply(application(true))
    // The embedded cluster, given Applications, says the same (tests/demo/resources/application-kind.test.ts).
    const strategic = await controlPlane.kubectl([
      'patch',
      'application',
      '-n',
      'argocd',
      'finance-prod',
      '-p',
      '{"spec":{}}',
    ])
    expect(strategic.stderr).toContain(
      'the body of the request was in an unknown format - accepted media types include',
    )
    const healing = await planned()
    expect(healing).toMatchObject({ state: 'block', plan: { fieldOwner: { heals: 'self-heal', withinSeconds: 5 } } })
    expect(healing.plan.fieldOwner?.declaredBy).toEqual({
      kind: 'Application',
      namespace: 'argocd',
      name: 'finance-prod',
    })
    expect(healing.plan.git?.instructions[0]).toContain('https://git.example/finance/deploy, overlays/production')

    await apply(application(false))
    const manual = await planned()
    expect(manual).toMatchObject({ state: 'warn', plan: { fieldOwner: { heals: 'next-sync' } } })
    const stale = await failureOf(replica().engine.carryOut(carryingOut(healing.plan), admin()))
    expect(stale.reason).toBe('plan-stale')

    await apply(application(true, [{ kind: 'Service', managedFieldsManagers: ['signpost'] }]))
    expect(await planned()).toMatchObject({ state: 'info' })

    await apply(application(true))
    expect((await planned()).plan.fieldOwner?.signals.map(({ says }) => says).join()).toContain(
      'ConfigMap argocd-cm was not found: what every Application ignores is not known',
    )
    const data = { 'resource.customizations.ignoreDifferences.Service': 'jsonPointers:\n  - /spec/externalName\n' }
    await apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', namespace: 'argocd' }, data })
    const left = await planned()
    expect(left.state).toBe('info')
    expect(left.plan.fieldOwner?.excluded).toContain('ConfigMap argocd/argocd-cm has every Application ignore')
  })
})

const applicationDefinition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'applications.argoproj.io' },
  spec: {
    group: 'argoproj.io',
    scope: 'Namespaced',
    names: { kind: 'Application', plural: 'applications', singular: 'application', listKind: 'ApplicationList' },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}
