import { AppError } from '@/lib/domain/app-error'
import { readConfigMap } from './config-maps'
import { dnsNamespace } from './coredns-pods'
import type { KubeClient } from './kube-client'

/** The text of the cluster's Corefile, or why it is not known. */
export type CorefileReading = { kind: 'text'; text: string } | { kind: 'absent' | 'denied'; why: string }

const configMap = 'coredns'
const maxCharacters = 256 * 1024

/**
 * Reads the Corefile of ConfigMap kube-system/coredns. That it is not there or may not be read is an answer; the API server being away is
 * thrown.
 */
export async function readCorefileText(client: KubeClient): Promise<CorefileReading> {
  try {
    const object = await readConfigMap(client, dnsNamespace, configMap)
    if (object === null) return { kind: 'absent', why: `there is no ConfigMap ${dnsNamespace}/${configMap}` }
    const text = object.data.Corefile
    if (text === undefined) return { kind: 'absent', why: `ConfigMap ${dnsNamespace}/${configMap} has no Corefile` }
    if (text.length > maxCharacters)
      return { kind: 'absent', why: `the Corefile is longer than ${maxCharacters} characters` }
    return { kind: 'text', text }
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return { kind: 'denied', why: error.message }
    throw error
  }
}
