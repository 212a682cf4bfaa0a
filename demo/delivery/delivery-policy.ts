import type { SendRequest } from './delivery-bot.ts'

/** What an Application does by itself: takes back what others wrote, brings commits only, or nothing. */
export type DeliveryPolicy = 'heals' | 'syncs' | 'idle'

const target = '/spec/externalName'

/** Reads an Application of the namespace `argocd`; one that is not there delivers nothing. */
export async function readDeliveryPolicy(send: SendRequest, application: string): Promise<DeliveryPolicy> {
  const path = `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${encodeURIComponent(application)}`
  const found = await send({ method: 'GET', path, query: {} }).catch((error: unknown) => {
    if (String(error).includes(': 404 ')) return null
    throw error
  })
  const automated = at(found, 'spec', 'syncPolicy', 'automated')
  if (typeof automated !== 'object' || automated === null || at(automated, 'enabled') === false) return 'idle'
  const ignored = at(found, 'spec', 'ignoreDifferences')
  const leavesTarget = Array.isArray(ignored) && ignored.some((rule) => listsTarget(at(rule, 'jsonPointers')))
  return at(automated, 'selfHeal') === true && !leavesTarget ? 'heals' : 'syncs'
}

function listsTarget(pointers: unknown): boolean {
  return Array.isArray(pointers) && pointers.includes(target)
}

function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}
