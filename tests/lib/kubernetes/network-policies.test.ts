import { afterEach, expect, test } from 'vitest'
import { createKubeClient } from '@/lib/kubernetes/kube-client'
import { listNetworkPolicies } from '@/lib/kubernetes/network-policies'
import { accessTo, sendJson, startLoopbackApi } from './loopback-api'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close()
})

async function listed(answer: unknown, status = 200) {
  const urls: string[] = []
  const api = await startLoopbackApi((request, response) => {
    urls.push(request.url ?? '')
    sendJson(response, status, answer)
  })
  const client = createKubeClient(accessTo(api.url), { kind: 'kubeconfig' }, { userAgent: 'signpost/test' })
  open.push(api, client)
  return { urls, policies: await listNetworkPolicies(client, 'shop') }
}

const policy = (spec: unknown, name = 'limits') => ({ metadata: { name }, spec })

test('a policy is read with its blocks, selectors and ports as they are written', async () => {
  const { urls, policies } = await listed({
    items: [
      policy({
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { role: 'client' } } }], ports: [{ port: 'sql' }] }],
        egress: [
          {
            to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }],
            ports: [{ port: 443 }, { protocol: 'UDP', port: 5000, endPort: 6000 }, { port: 'postgres' }, {}],
          },
          {
            to: [
              {
                namespaceSelector: {},
                podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
              },
            ],
          },
        ],
      }),
    ],
  })
  expect(urls).toEqual(['/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies?limit=500'])
  expect(policies).toEqual([
    {
      name: 'limits',
      pods: { matchLabels: { app: 'web' }, matchExpressions: [] },
      limitsEgress: true,
      rules: [
        {
          to: [{ kind: 'block', cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] }],
          ports: [
            { protocol: 'TCP', port: 443, endPort: null },
            { protocol: 'UDP', port: 5000, endPort: 6000 },
            { protocol: 'TCP', port: 'postgres', endPort: null },
            { protocol: 'TCP', port: null, endPort: null },
          ],
        },
        {
          to: [
            {
              kind: 'pods',
              namespaces: { matchLabels: {}, matchExpressions: [] },
              pods: { matchLabels: {}, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
            },
          ],
          ports: [],
        },
      ],
      limitsIngress: true,
      ingressRules: [
        {
          to: [{ kind: 'pods', namespaces: null, pods: { matchLabels: { role: 'client' }, matchExpressions: [] } }],
          ports: [{ protocol: 'TCP', port: 'sql', endPort: null }],
        },
      ],
    },
  ])
})

test.each([
  [{ podSelector: {} }, false, true],
  [{ podSelector: {}, egress: [{}] }, true, true],
  [{ podSelector: {}, policyTypes: ['Ingress'] }, false, true],
  [{ podSelector: {}, policyTypes: ['Egress'] }, true, false],
  [{ podSelector: {}, policyTypes: ['Egress'], ingress: [{}] }, true, false],
])('policyTypes default as at the API server: %j', async (spec, limitsEgress, limitsIngress) => {
  const { policies } = await listed({ items: [policy(spec)] })
  expect(policies[0]).toMatchObject({ limitsEgress, limitsIngress })
})

test('what may not be listed, is no list, or has no end is a failure, never an empty list', async () => {
  await expect(listed({ kind: 'Status', code: 403, message: 'no' }, 403)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listed({ kind: 'Pod' })).rejects.toMatchObject({ code: 'unavailable' })
  await expect(listed({ metadata: { continue: 'more' }, items: [] })).rejects.toMatchObject({ code: 'too-large' })
})
