import { randomUUID } from 'node:crypto'
import { poll } from '../control-plane/poll.ts'
import type { lineStage } from './line-stage.ts'

/** Workloads whose pods become ready, for tests of changes that lead to pods. */
export function workloadStage({ replica, admin }: ReturnType<typeof lineStage>, namespace: string) {
  const client = () => admin().client(replica().cluster)
  const path = (name: string) => `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`

  async function untilReady(name: string, replicas: number): Promise<void> {
    const ready = async () => {
      const { body } = await client().request({ method: 'GET', path: path(name) })
      return (JSON.parse(JSON.stringify(body)).status?.readyReplicas ?? 0) === replicas
    }
    await poll(ready, { what: `${replicas} of its pods are ready`, timeoutMs: 20_000 })
  }

  return {
    /** A Deployment with a port named `pg`, whose pods carry its name as label `app`; returns the name. */
    newWorkload: async ({ replicas }: { replicas: number }): Promise<string> => {
      const name = `pg-${randomUUID().slice(0, 8)}`
      const labels = { app: name }
      const containers = [{ name: 'pg', image: 'example/pg', ports: [{ name: 'pg', containerPort: 5432 }] }]
      await client().request({
        method: 'POST',
        path: `/apis/apps/v1/namespaces/${namespace}/deployments`,
        body: {
          ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace, labels } },
          spec: {
            ...{ replicas, selector: { matchLabels: labels } },
            template: { metadata: { labels }, spec: { nodeName: 'node-1', containers } },
          },
        },
      })
      await untilReady(name, replicas)
      return name
    },
    scale: async (name: string, replicas: number): Promise<void> => {
      const contentType = 'application/merge-patch+json'
      await client().request({ method: 'PATCH', path: path(name), contentType, body: { spec: { replicas } } })
      await untilReady(name, replicas)
    },
  }
}
