import { describe, expect, it } from 'vitest'
import { describeService } from '@/lib/domain/manifest/describe-service'
import type { ServiceObject } from '@/lib/domain/service/service-object'

function service(change: Partial<ServiceObject['metadata']>, spec: Partial<ServiceObject['spec']> = {}): ServiceObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'erp', namespace: 'finance', ...change },
    spec: { type: 'ExternalName', externalName: 'erp.example.com', sessionAffinity: 'None', ...spec },
  }
}

describe('describeService', () => {
  it('writes an alias in the lines and columns of kubectl describe', () => {
    const text = describeService(
      service(
        { labels: { environment: 'production', app: 'erp' }, annotations: { owner: 'finance-systems' } },
        { ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 8443 }] },
      ),
    )
    expect(text.split('\n')).toEqual([
      'Name:              erp',
      'Namespace:         finance',
      'Labels:            app=erp',
      '                   environment=production',
      'Annotations:       owner: finance-systems',
      'Selector:          <none>',
      'Type:              ExternalName',
      'IP Families:       <none>',
      'IP:                ',
      'IPs:               <none>',
      'External Name:     erp.example.com',
      'Port:              https  443/TCP',
      'TargetPort:        8443/TCP',
      'Session Affinity:  None',
      '',
    ])
  })

  it('says none where there are no labels and no annotations', () => {
    expect(describeService(service({}))).toMatch(/Labels: +<none>\nAnnotations: +<none>/)
  })

  it('hides the last-applied annotation and cuts long values', () => {
    const text = describeService(
      service({ annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', note: 'x'.repeat(200) } }),
    )
    expect(text).not.toContain('last-applied')
    expect(text).toContain(`  ${'x'.repeat(138)}...\n`)
  })

  it('spells out control characters of annotations, the escape character as kubectl does', () => {
    expect(describeService(service({ annotations: { note: 'a\u001b[31mb\u202Ec' } }))).toContain('a^[[31mb\\u202ec')
  })
})
