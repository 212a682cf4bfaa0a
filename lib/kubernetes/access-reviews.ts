import { AppError } from '@/lib/domain/app-error'
import { isRecord, type JsonRecord, listAt, recordAt, stringAt } from './json-value'
import type { KubeClient } from './kube-client'

export interface AccessQuestion {
  verb: string
  /** The API group, `''` (the default) for the core one. */
  group?: string
  resource: string
  /** Absent: in all namespaces, or a cluster-wide resource. */
  namespace?: string
  name?: string
}

/**
 * Asks whether the client's identity may do something (SelfSubjectAccessReview). Throws when the check itself failed: that is not a "no".
 */
export async function reviewAccess(
  client: KubeClient,
  { group = '', ...attributes }: AccessQuestion,
): Promise<{ allowed: boolean; reason: string | null }> {
  const status = await review(client, 'authorization.k8s.io', 'SelfSubjectAccessReview', {
    spec: { resourceAttributes: { ...attributes, group } },
  })
  if (typeof status.allowed !== 'boolean') throw unanswered('SelfSubjectAccessReview')
  return {
    allowed: status.allowed,
    reason: stringAt(status, 'reason') ?? stringAt(status, 'evaluationError') ?? null,
  }
}

/** Who the client's identity is to the API server (SelfSubjectReview); an unknown token is `unauthenticated`. */
export async function readSelf(client: KubeClient): Promise<{ user: string; groups: string[] }> {
  const status = await review(client, 'authentication.k8s.io', 'SelfSubjectReview', {})
  const userInfo = recordAt(status, 'userInfo')
  const user = stringAt(userInfo, 'username')
  if (user === undefined) throw unanswered('SelfSubjectReview')
  return { user, groups: listAt(userInfo, 'groups').filter((group) => typeof group === 'string') }
}

async function review(client: KubeClient, group: string, kind: string, content: JsonRecord): Promise<JsonRecord> {
  const { body } = await client.request({
    method: 'POST',
    path: `/apis/${group}/v1/${kind.toLowerCase()}s`,
    body: { apiVersion: `${group}/v1`, kind, ...content },
    timeoutMs: 5_000,
  })
  if (!isRecord(body)) throw unanswered(kind)
  return recordAt(body, 'status')
}

function unanswered(kind: string): AppError {
  return new AppError('unavailable', `the API server answered a ${kind} without a status`, { reason: 'broken-answer' })
}
