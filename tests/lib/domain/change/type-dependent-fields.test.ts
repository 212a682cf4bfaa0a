import { describe, expect, it } from 'vitest'
import { lostByLeaving, withoutTypeDependentFields } from '@/lib/domain/change/type-dependent-fields'
import type { ServiceObject } from '@/lib/domain/service/service-object'

function service(spec: ServiceObject['spec'], status?: unknown): ServiceObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop' }, spec, status }
}

describe('withoutTypeDependentFields', () => {
  it('clears what the API server clears with the type, and keeps selector, ports and session affinity', () => {
    const before = service({
      type: 'NodePort',
      clusterIP: '10.96.0.7',
      clusterIPs: ['10.96.0.7'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      externalTrafficPolicy: 'Cluster',
      selector: { app: 'api' },
      sessionAffinity: 'None',
      ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }],
    })
    expect(withoutTypeDependentFields(before).spec).toEqual({
      type: 'NodePort',
      selector: { app: 'api' },
      sessionAffinity: 'None',
      ports: [{ port: 80, targetPort: 8080 }],
    })
  })
})

describe('lostByLeaving', () => {
  it('is nothing for a Service that is an alias already, nor for a headless one', () => {
    expect(lostByLeaving(service({ type: 'ExternalName', externalName: 'a.example' }))).toEqual([])
    expect(lostByLeaving(service({ type: 'ClusterIP', clusterIP: 'None' }))).toEqual([])
  })

  it('names the cluster IP, the node ports and the load balancer', () => {
    const status = { loadBalancer: { ingress: [{ ip: '203.0.113.9' }] } }
    const ports = [{ port: 80, nodePort: 30_080 }]
    expect(lostByLeaving(service({ type: 'LoadBalancer', clusterIP: '10.96.0.7', ports }, status))).toEqual([
      'The cluster IP 10.96.0.7 is given up; asking for it again fails once another Service has it.',
      'The node ports 30080 are given up.',
      'The load balancer and its address are given up.',
    ])
  })
})
