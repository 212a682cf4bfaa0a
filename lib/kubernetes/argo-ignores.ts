import { parse } from 'yaml'
import { AppError } from '@/lib/domain/app-error'
import type { GeneralRules, IgnoreRule } from '@/lib/domain/change/delivery'
import { type ConfigMapObject, readConfigMap } from './config-maps'
import { isRecord, type JsonRecord, stringAt, textsAt } from './json-value'
import type { KubeClient } from './kube-client'

const configMap = 'argocd-cm'
export const usualArgoNamespace = 'argocd'
const settings = 'resource.customizations'
const splitSetting = `${settings}.ignoreDifferences.`
const maxRules = 200
const maxCharacters = 64 * 1024

/**
 * The differences that Argo CD overlooks in every Application, from its ConfigMap `argocd-cm` in the namespace of an Application, else in `argocd`
 * (https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/#system-level-configuration). Never throws; what could not be read is a state.
 */
export async function readArgoIgnores(client: KubeClient, applicationNamespace: string): Promise<GeneralRules> {
  for (const { namespace, source } of argoIgnoresPlaces(applicationNamespace)) {
    try {
      const found = await readConfigMap(client, namespace, configMap)
      if (found !== null) return { source, state: 'read', ignores: rulesOf(found) }
    } catch (error) {
      const isForbidden = error instanceof AppError && error.code === 'forbidden'
      return { source, state: isForbidden ? 'forbidden' : 'unavailable', ignores: [] }
    }
  }
  return { source: `ConfigMap ${configMap}`, state: 'missing', ignores: [] }
}

/** Where those differences are looked for, in this order: the ConfigMap `name` in each of the namespaces, and what `source` calls it. */
export function argoIgnoresPlaces(applicationNamespace: string) {
  return [...new Set([applicationNamespace, usualArgoNamespace])].map((namespace) => ({
    namespace,
    name: configMap,
    source: `ConfigMap ${namespace}/${configMap}`,
  }))
}

function rulesOf({ data }: ConfigMapObject): IgnoreRule[] {
  const byKind = new Map<string, IgnoreRule>()
  // The older way, all kinds in one text; a setting of its own comes before it.
  for (const [key, value] of Object.entries(parsed(data[settings]))) {
    const text = isRecord(value) ? stringAt(value, 'ignoreDifferences') : undefined
    if (text !== undefined) byKind.set(key, toRule(key, parsed(text)))
  }
  for (const [name, text] of Object.entries(data)) {
    if (!name.startsWith(splitSetting)) continue
    const key = overrideKey(name.slice(splitSetting.length))
    byKind.set(key, toRule(key, parsed(text)))
  }
  return [...byKind.values()].slice(0, maxRules)
}

// `apps_Deployment` is Deployment of group apps, `Service` is of the core group.
function overrideKey(setting: string): string {
  return setting === 'all' ? '*/*' : setting.replace('_', '/')
}

function toRule(key: string, rule: JsonRecord): IgnoreRule {
  const [group = '', kind] = key.split('/')
  // Argo CD looks for managers under exactly these two keys: those of `Service` alone, or of a pattern, are of no effect.
  const countsManagers = key === '*/*' || key === '/Service'
  return {
    ...(kind === undefined ? { group: '', kind: group } : { group, kind }),
    ...{ namespace: null, name: null },
    pointers: textsAt(rule, 'jsonPointers', maxRules),
    expressions: textsAt(rule, 'jqPathExpressions', maxRules),
    managers: countsManagers ? textsAt(rule, 'managedFieldsManagers', maxRules) : [],
  }
}

// Settings that cannot be read are an error in Argo CD too: nothing is taken for overlooked.
function parsed(text: string | undefined): JsonRecord {
  if (text === undefined || text.length > maxCharacters) return {}
  const value: unknown = parse(text)
  return isRecord(value) ? value : {}
}
