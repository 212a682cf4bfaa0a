import { describe, expect, it } from 'vitest'
import { cleanManifest } from '@/lib/domain/manifest/clean-manifest'
import type { ServiceObject } from '@/lib/domain/service/service-object'

const stored: ServiceObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: {
    name: 'erp',
    namespace: 'finance',
    uid: 'u',
    resourceVersion: '7',
    creationTimestamp: '2026-11-23T10:00:00Z',
    generation: 3,
    selfLink: '/x',
    managedFields: [],
    finalizers: ['example.com/keep'],
    labels: { environment: 'production', 'signpost/tracked': 'true' },
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
      'signpost/last-change': '{}',
      owner: 'team: "a"\n- b',
    },
  },
  spec: { type: 'ExternalName', externalName: 'erp.example.com.', sessionAffinity: 'None', ports: [{ port: 443 }] },
  status: { loadBalancer: {} },
}

describe('cleanManifest', () => {
  it('drops what the server set, the last-applied annotation and what Signpost wrote, and nothing else', () => {
    expect(cleanManifest(stored)).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name: 'erp',
        namespace: 'finance',
        labels: { environment: 'production' },
        annotations: { owner: 'team: "a"\n- b' },
        finalizers: ['example.com/keep'],
      },
      spec: { type: 'ExternalName', externalName: 'erp.example.com.', sessionAffinity: 'None', ports: [{ port: 443 }] },
    })
  })

  it('drops maps that are left empty', () => {
    const metadata = { ...stored.metadata, labels: {}, annotations: { 'signpost/last-change': '{}' } }
    expect(cleanManifest({ ...stored, metadata })).not.toHaveProperty('metadata.labels')
    expect(cleanManifest({ ...stored, metadata })).not.toHaveProperty('metadata.annotations')
  })
})
