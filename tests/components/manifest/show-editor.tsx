import type { ReactNode } from 'react'
import type { ClusterDomain } from '@/components/manifest/cluster-domain'
import { sessionQuery, summaryQuery } from '@/lib/client/queries'
import { makeQueryClient } from '@/lib/client/query-client'
import type { Plan } from '@/lib/contract/changes'
import type { NamespacesPage, NamespaceView } from '@/lib/contract/namespaces'
import type { TargetCheck } from '@/lib/contract/targets'
import { itsDomain, makePage } from '../../lib/client/rows'
import { makeChange, makePlan } from '../change/changes'
import { type Answer, startConsoleServer } from '../console-server'
import { renderScreen } from '../render-screen'

export function makeNamespace(change: Partial<NamespaceView> = {}): NamespaceView {
  return {
    ...{ cluster: 'prod', name: 'shop', purpose: 'orders', environment: 'production', owner: 'shop', aliases: 3 },
    ...{ canCreateServices: true, practice: null },
    ...change,
  }
}

export function makeCheck(change: Partial<TargetCheck> = {}): TargetCheck {
  return {
    ...{ target: 'db.example.com', form: { kind: 'name', why: null }, provider: null, useCase: 'managed-database' },
    ...{ useCaseBecause: 'Its name has the word "db".', suggestedPorts: [], portsBecause: '', tlsName: null },
    ...{ vantages: [], service: null, duplicates: [], duplicatesTotal: 0 },
    ...{ probes: [], notProbed: null },
    ...change,
  }
}

// What is to be made is not there.
function fromOf(body: unknown): Plan['from'] {
  const isNew = Reflect.get(Object(body), 'kind') === 'create'
  return isNew ? { type: 'absent', target: null } : { type: 'ExternalName', target: 'db.example.com' }
}

interface Given {
  search?: string
  /** What the console knows of the cluster's DNS domain. */
  domain?: ClusterDomain
  /** What an earlier test of the same tab wrote is still there. */
  keepsDraft?: boolean
  namespaces?: Partial<NamespacesPage> | Answer
  check?: (target: string) => Answer | Promise<Answer>
  plans?: (body: unknown) => Answer
  changes?: (body: unknown) => Answer
  routes?: Parameters<typeof startConsoleServer>[0]
}

/** Renders a screen that writes manifests, before a console that has one cluster and answers as told. */
export async function showEditor(content: ReactNode, given: Given = {}) {
  if (given.keepsDraft !== true) sessionStorage.clear()
  const { search = '?cluster=prod&namespace=shop', namespaces = {}, routes = {} } = given
  const check = given.check ?? ((target) => ({ body: makeCheck({ target }) }))
  const calls = await startConsoleServer({
    'GET /namespaces': () =>
      'body' in namespaces
        ? namespaces
        : { body: { items: [makeNamespace()], total: 1, offset: 0, canCreateNamespace: true, ...namespaces } },
    'POST /targets': ({ body }) => check(String(Reflect.get(Object(body), 'target'))),
    'POST /plans': ({ body }) =>
      given.plans?.(body) ?? { body: { ...makePlan({ prechecks: [], from: fromOf(body) }), request: body } },
    'POST /changes': ({ body }) => {
      const { request, changeId } = Object(body)
      const change = makeChange({ id: changeId, service: request.service, kind: request.kind })
      return given.changes?.(body) ?? { status: 201, body: change }
    },
    ...routes,
  })
  const queryClient = makeQueryClient()
  const clusters = [{ ...(given.domain ?? itsDomain), name: 'prod', label: 'prod', state: 'live' as const }]
  queryClient.setQueryData(summaryQuery().queryKey, { ...makePage([]), clusters })
  queryClient.setQueryData(sessionQuery().queryKey, {
    ...{ identity: { user: 'ada', groups: [], mode: 'loopback' }, can: {}, readOnly: false, confirm: 'when-needed' },
  })
  const visited: string[] = []
  const screen = renderScreen(content, {
    path: '/services/new',
    search,
    queryClient,
    onNavigate: (href) => visited.push(href),
  })
  return { ...screen, calls, visited }
}
