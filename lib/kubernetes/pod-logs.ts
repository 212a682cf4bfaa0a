import type { KubeClient } from './kube-client'
import { resourcePath } from './resource-path'

const maxBytes = 65_536

export interface PodLogOptions {
  namespace: string
  pod: string
  /** How many of the last lines. */
  lines: number
  signal?: AbortSignal
}

/** The last lines of a pod's log, 64 KiB at most, each with the time the node gave it (RFC 3339). Throws AppError as every request does. */
export async function readPodLog(
  client: KubeClient,
  { namespace, pod, lines, signal }: PodLogOptions,
): Promise<string[]> {
  const { body } = await client.request({
    method: 'GET',
    path: `${resourcePath({ resource: 'pods', namespace, name: pod })}/log`,
    query: { tailLines: lines, limitBytes: maxBytes, timestamps: true },
    ...(signal === undefined ? {} : { signal }),
  })
  if (typeof body !== 'string') return []
  return body
    .split('\n')
    .filter((line) => line !== '')
    .slice(-lines)
}
