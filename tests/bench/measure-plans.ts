import { Agent } from 'undici'
import type { ControlPlane } from '../control-plane/control-plane.ts'
import { createApiClient } from './api-client.ts'
import type { ChangeGroup } from './change-groups.ts'
import { patchWithKubectl } from './kubectl-patch.ts'
import { timeEach } from './measure-http.ts'
import type { Summary } from './statistics.ts'

export interface PlansMeasure {
  /** `POST /plans` of a switch: a fresh read, every precheck and the dry run. */
  readonly plan: Summary
  /** The dry run alone, over a kept connection. */
  readonly dryRun: Summary
  /** `kubectl patch --dry-run=server`, from its start to its word. */
  readonly kubectl: Summary
}

/** Plans the switches of the groups in turn, nothing is written; then asks for the same write's dry run without the console. */
export async function measurePlans(
  controlPlane: ControlPlane,
  url: string,
  groups: readonly ChangeGroup[],
  samples: number,
): Promise<PlansMeasure> {
  const agent = new Agent({ connections: 1 })
  const client = await createApiClient(controlPlane, 1)
  const next = inTurn(groups)
  try {
    const plan = () => planSwitch(agent, url, next())
    await plan()
    return {
      plan: await timeEach(samples, plan),
      dryRun: await timeEach(samples, async () => {
        const { namespace, name, green } = next()
        const path = `/api/v1/namespaces/${namespace}/services/${name}?dryRun=All&fieldValidation=Strict`
        const { status } = await client.send('PATCH', path, { spec: { externalName: green } })
        if (status !== 200) throw new Error(`PATCH ${path}: status ${status}`)
      }),
      kubectl: await timeEach(Math.ceil(samples / 5), async () => {
        const { namespace, name, green } = next()
        await patchWithKubectl(controlPlane, { namespace, name, target: green, isDryRun: true })
      }),
    }
  } finally {
    await client.close()
    await agent.destroy()
  }
}

async function planSwitch(agent: Agent, url: string, { cluster, namespace, name }: ChangeGroup): Promise<void> {
  const answer = await agent.request({
    ...{ origin: url, path: '/api/v1/plans', method: 'POST' },
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'switch', service: { cluster, namespace, name }, to: 'green' }),
  })
  const text = await answer.body.text()
  if (answer.statusCode !== 200) throw new Error(`POST /plans: status ${answer.statusCode} ${text.slice(0, 500)}`)
}

function inTurn<T>(values: readonly T[]): () => T {
  let taken = 0
  return () => {
    const value = values[taken % values.length]
    taken += 1
    if (value === undefined) throw new Error('nothing to take from')
    return value
  }
}
