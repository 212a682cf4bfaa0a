import { decodeRecord } from '@/lib/domain/change/change-record'
import { decodeLastChange } from '@/lib/domain/change/last-change'
import { readConfigMap } from '@/lib/kubernetes/config-maps'
import type { KubeClient } from '@/lib/kubernetes/kube-client'
import { readService } from '@/lib/kubernetes/services'

/** What the cluster itself holds of one Service's changes: its target, the change it carries, and its stored record as it was written. */
export async function readChangeFiles(client: KubeClient, namespace: string, name: string) {
  const [service, record] = await Promise.all([
    readService(client, namespace, name),
    readConfigMap(client, namespace, `signpost-history.${namespace}.${name}`),
  ])
  return {
    target: service?.spec.externalName ?? null,
    carried: decodeLastChange(service?.metadata.annotations),
    entries: decodeRecord(record?.data ?? {}).entries,
  }
}
