'use client'

import { useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useRef, useState } from 'react'
import { ClusterBanners } from '@/components/inventory/cluster-banners'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'
import { namespacesQuery } from '@/lib/client/manifest-queries'
import { summaryQuery } from '@/lib/client/queries'
import type { TemplateId } from '@/lib/domain/manifest/template'
import { clusterDomain } from './cluster-domain'
import { EarlierDraft } from './earlier-draft'
import { type ManifestText, openText, writeText } from './manifest-text'
import { NewAlias } from './new-alias'
import { newAliasParams } from './new-alias-params'
import { NewAliases } from './new-aliases'
import { startText } from './start-text'
import { TemplateStrip } from './template-strip'
import type { YamlEditorHandle } from './yaml-editor'

/** A new alias, or several: from a template or from YAML, form and text side by side; nothing is written before a plan was looked at. */
export function NewAliasScreen() {
  const [params, setParams] = useQueryStates(newAliasParams)
  const { data: summary } = useQuery(summaryQuery())
  const clusters = summary?.clusters ?? []
  const cluster = params.cluster ?? clusters[0]?.name ?? ''
  const namespaces = useQuery({ ...namespacesQuery(cluster), enabled: cluster !== '' })
  const namespace = params.namespace ?? ''
  const known = namespaces.data?.items.find(({ name }) => name === namespace)
  const place = { namespace, environment: known?.environment ?? null }
  const [manifest, setManifest] = useState(() => openText(startText(params.template, place, null)))
  const editor = useRef<YamlEditorHandle>(null)
  const change = (next: ManifestText) => {
    setManifest(next)
    const said = next.manifests.length === 1 ? next.manifests[0]?.service?.metadata.namespace : undefined
    if (said !== undefined && said !== namespace) void setParams({ namespace: said })
  }
  const choose = (template: TemplateId) => {
    void setParams({ template })
    const isUntouched = manifest.text === manifest.start
    setManifest(openText(startText(template, place, isUntouched ? null : manifest.service)))
  }
  const paste = () => {
    void setParams({ template: 'blank' })
    setManifest(writeText(manifest, ''))
    editor.current?.focus()
  }
  if (summary && clusters.length === 0) return <NoCluster />
  const shared = {
    ...{ manifest, editor, onManifest: change, domain: clusterDomain(clusters, cluster) },
    place: { cluster, namespace },
    inherited: { environment: place.environment, owner: known?.owner ?? null },
    onPlace: (next: { cluster?: string; namespace?: string }) => void setParams(next),
  }
  return (
    <>
      <ClusterBanners clusters={clusters.filter(({ name }) => name === cluster)} />
      <EarlierDraft manifest={manifest} onText={(text) => change(writeText(manifest, text))} />
      <PageHead
        title="New alias"
        aside={
          <span className="text-fg-3 max-md:hidden">
            Start from what it is; everything stays editable, on either side
          </span>
        }
        actions={
          <Button variant="quiet" icon="file" onClick={paste}>
            Paste YAML
          </Button>
        }
      />
      <TemplateStrip current={params.template} onSelect={choose} />
      {manifest.manifests.length > 1 ? <NewAliases {...shared} /> : <NewAlias {...shared} />}
    </>
  )
}

function NoCluster() {
  return (
    <EmptyState title="No cluster to make an alias in" heading="h1">
      The console has no cluster: the inventory says why.
    </EmptyState>
  )
}
