import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { type DraftEngine, draftDatabase, draftEngines } from '@/lib/domain/workload/database-draft'
import { readDatabase } from '@/lib/domain/workload/database-engine'

const draft = (engine: DraftEngine) => draftDatabase({ engine, namespace: 'shop', name: 'orders', storage: '20Gi' })

describe('draftDatabase', () => {
  test.each(draftEngines)('%s: the Service and the template have the labels that the alias selects', (engine) => {
    const { objects, selector, port } = draft(engine)
    expect(objects).toMatchObject([
      {
        kind: 'Service',
        metadata: { name: 'orders-headless', namespace: 'shop' },
        spec: { clusterIP: 'None', selector, ports: [{ ...port, targetPort: port.name }] },
      },
      {
        kind: 'StatefulSet',
        metadata: { name: 'orders', namespace: 'shop' },
        spec: {
          serviceName: 'orders-headless',
          replicas: 1,
          selector: { matchLabels: selector },
          template: {
            metadata: { labels: expect.objectContaining(selector) },
            spec: { containers: [{ ports: [{ name: port.name, containerPort: port.port }] }] },
          },
          volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '20Gi' } } } }],
        },
      },
    ])
  })

  test.each(draftEngines)('%s: reads the same as YAML, whatever its names are', (engine) => {
    for (const name of ['orders', 'no', '12e3']) {
      const { objects, text } = draftDatabase({ engine, namespace: 'on', name, storage: '20Gi' })
      expect(parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS())).toEqual(objects)
    }
  })

  test.each(draftEngines)('%s: holds no secret, only the keys of one', (engine) => {
    const { objects, secret } = draft(engine)
    const references = [...JSON.stringify(objects).matchAll(/"secretKeyRef":\{"name":"([^"]+)","key":"([^"]+)"\}/g)]
    expect(new Set(references.map(([, name]) => name))).toEqual(new Set([secret.name]))
    expect(new Set(references.map(([, , key]) => key))).toEqual(new Set(secret.keys))
    expect(secret.keys).toContain('password')
    expect(JSON.stringify(objects)).not.toMatch(/"kind":"Secret"/)
  })

  test.each(draftEngines)('%s: is known again as that database by its image', (engine) => {
    const images = [...JSON.stringify(draft(engine).objects).matchAll(/"image":"([^"]+)"/g)].map(
      ([, image = '']) => image,
    )
    expect(readDatabase({ images, ports: [], target: null })?.engine).toBe(engine)
  })

  test.each(draftEngines)('%s: meets the restricted Pod Security Standard', (engine) => {
    expect(draft(engine).objects[1]).toMatchObject({
      spec: {
        template: {
          spec: {
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
          },
        },
      },
    })
  })
})
