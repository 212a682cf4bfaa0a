import type { IconName } from '@/components/ui/icon'
import type { Row } from '@/lib/contract/row'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { shellWord } from '@/lib/domain/shell/shell-word'

export type AliasActionId =
  | 'open'
  | 'resolution'
  | 'troubleshoot'
  | 'changes'
  | 'dependency'
  | 'ask'
  | 'switch'
  | 'retarget'
  | 'edit'
  | 'migrate'
  | 'delete'
  | 'copy-service'
  | 'copy-target'
  | 'copy-kubectl'

export interface AliasAction {
  id: AliasActionId
  label: string
  icon: IconName
  hint?: string
}

/** What can be done with an alias, in the order in which it is offered. */
export function aliasActions(row: Row): AliasAction[] {
  const isExternal = row.type === 'ExternalName'
  return [
    { id: 'open', label: 'Open', icon: 'arrow', hint: '↵' },
    { id: 'resolution', label: 'Show resolution', icon: 'git' },
    ...when(isExternal, { id: 'troubleshoot', label: 'Troubleshoot', icon: 'terminal' }),
    { id: 'changes', label: 'Show changes', icon: 'changes' },
    ...when(row.target !== null, { id: 'dependency', label: 'Show who else depends on the host', icon: 'dependency' }),
    ...when(isExternal, { id: 'ask', label: 'Ask now', icon: 'ask' }),
    ...when(isExternal && row.group !== null, { id: 'switch', label: 'Switch…', icon: 'switch', hint: 's' }),
    ...when(isExternal, { id: 'retarget', label: 'Retarget…', icon: 'switch' }),
    ...when(isExternal, { id: 'edit', label: 'Edit…', icon: 'file', hint: 'e' }),
    { id: 'migrate', label: 'Migrate…', icon: 'migration' },
    ...when(isExternal, { id: 'delete', label: 'Delete…', icon: 'x' }),
    { id: 'copy-service', label: 'Copy service name', icon: 'copy' },
    ...when(row.target !== null, { id: 'copy-target', label: 'Copy target', icon: 'copy' }),
    { id: 'copy-kubectl', label: 'Copy kubectl line', icon: 'terminal' },
  ]
}

/** The page of an alias, on one of its tabs. */
export function aliasHref(
  { cluster, namespace, name }: ServiceRef,
  tab?: 'resolution' | 'troubleshoot' | 'changes',
): string {
  const path = ['services', cluster, namespace, name].map(encodeURIComponent).join('/')
  return `/${path}${tab === undefined ? '' : `?tab=${tab}`}`
}

/** The page of a new alias, where the inventory is narrowed to one cluster or namespace: there. */
export function newHref(
  shown: { cluster?: readonly string[] | null; namespace?: readonly string[] | null } = {},
): string {
  const place = Object.entries({ cluster: shown.cluster, namespace: shown.namespace }).flatMap(([key, values]) =>
    values?.length === 1 && values[0] !== undefined && !/^[!=]/.test(values[0]) ? [[key, values[0]]] : [],
  )
  const search = new URLSearchParams(place)
  return `/services/new${search.size === 0 ? '' : `?${search}`}`
}

/** The page that edits an alias. */
export function editHref(service: ServiceRef): string {
  return `${aliasHref(service)}/edit`
}

/** The line that shows the Service, every part quoted as a shell word; `context` is the kubeconfig's name of its cluster. */
export function kubectlLine({ namespace, name }: Row, context: string): string {
  return `kubectl --context ${shellWord(context)} -n ${shellWord(namespace)} get service ${shellWord(name)} -o yaml`
}

function when(isOffered: boolean, action: AliasAction): AliasAction[] {
  return isOffered ? [action] : []
}
