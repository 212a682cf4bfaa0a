import { describe, expect, it } from 'vitest'
import { checkManifest } from '@/lib/domain/manifest/check-manifest'
import { editManifest } from '@/lib/domain/manifest/edit-manifest'
import { fieldEdit } from '@/lib/domain/manifest/manifest-form'
import { readManifests } from '@/lib/domain/manifest/read-manifests'
import { templateIds, templateText } from '@/lib/domain/manifest/template'

const ids = templateIds.filter((id) => id !== 'blue-green')

describe('a template', () => {
  it.each(ids)('%s lacks nothing but a name and a target', (id) => {
    const text = templateText(id, { namespace: 'shop', environment: 'production' })
    const refusals = readManifests(text).flatMap(({ service, problems }) => {
      expect(problems).toEqual([])
      return service === null ? [] : checkManifest(service, { clusterDomain: 'cluster.local' }).refusals
    })
    expect(refusals.map(({ field }) => field)).toEqual(['metadata.name', 'spec.externalName'])
  })

  it('becomes an alias that any API server takes once both are said', () => {
    const text = editManifest(templateText('managed-database', { namespace: 'shop', environment: 'production' }), [
      fieldEdit('name', 'orders-db'),
      fieldEdit('target', 'orders.abc.eu-west-1.rds.amazonaws.com'),
    ])
    expect(text).toBe(
      [
        ...['apiVersion: v1', 'kind: Service', 'metadata:', '  name: orders-db', '  namespace: shop', '  labels:'],
        ...[
          '    app.kubernetes.io/component: database',
          '    environment: production',
          'spec:',
          '  type: ExternalName',
        ],
        ...['  externalName: orders.abc.eu-west-1.rds.amazonaws.com', '  ports:', '    - name: postgres'],
        ...['      port: 5432', '      protocol: TCP', ''],
      ].join('\n'),
    )
  })

  it('says no namespace and no environment where none is known', () => {
    expect(templateText('http-api', { namespace: '', environment: null })).not.toMatch(/namespace|environment/)
  })
})
