'use client'

import type { RefObject } from 'react'
import { CheckLine } from '@/components/change/check-section'
import { checkManifest } from '@/lib/domain/manifest/check-manifest'
import { serviceDnsName } from '@/lib/domain/service/service-ref'
import type { ClusterDomain } from './cluster-domain'
import { FieldChecks } from './field-checks'
import type { Inherited } from './fields-form'
import { manifestForm } from './manifest-form'
import { createRequest } from './manifest-requests'
import { type ManifestText, onlyService, writeFields } from './manifest-text'
import { NamespaceChoice } from './namespace-choice'
import { OneAlias } from './one-alias'
import type { YamlEditorHandle } from './yaml-editor'

export interface NewAliasProps {
  manifest: ManifestText
  editor: RefObject<YamlEditorHandle | null>
  onManifest: (manifest: ManifestText) => void
  place: { cluster: string; namespace: string }
  domain: ClusterDomain
  inherited: Inherited
  onPlace: (place: { cluster?: string; namespace?: string }) => void
}

/** The page of one new alias. */
export function NewAlias({ manifest, onManifest, place, domain, inherited, onPlace, editor }: NewAliasProps) {
  const { clusterDomain, clusterDomainSource } = domain
  const service = onlyService(manifest)
  const check = service === null ? null : checkManifest(service, { clusterDomain })
  const form = manifestForm({
    ...{ service: manifest.service, isBroken: service === null, check, outOfReach: [], namesApp: true },
    write: (edits) => onManifest(writeFields(manifest, edits)),
  })
  const namespace = manifest.service?.metadata.namespace ?? place.namespace
  const name = form.valueOf('name')
  const isSound = check !== null && check.refusals.length === 0
  const request = service !== null && isSound ? createRequest(service, place) : null
  return (
    <OneAlias
      {...{ manifest, onManifest, editor, form, request, inherited }}
      subject={{ cluster: place.cluster, namespace, name }}
      isNew
      verb="Plan new alias…"
      lacks={request === null ? lacksWords(manifest, check?.refusals ?? [], namespace) : null}
      place={
        <NamespaceChoice
          place={{ ...place, namespace }}
          isLocked={form.isBroken}
          onCluster={(cluster) => onPlace({ cluster })}
          onNamespace={(next) => form.set('namespace', next)}
        >
          <FieldChecks form={form} fields={['namespace']} />
        </NamespaceChoice>
      }
      nameCheck={
        name !== '' &&
        namespace !== '' && (
          <CheckLine
            severity="info"
            says={`What clients call it${clusterDomainSource === 'assumed' ? ', its domain assumed' : ''}`}
            evidence={serviceDnsName(namespace, name, clusterDomain)}
          />
        )
      }
    />
  )
}

function lacksWords({ manifests }: ManifestText, refusals: readonly { field: string }[], namespace: string): string {
  const [problem] = manifests.flatMap(({ problems }) => problems)
  if (problem !== undefined) return `The YAML cannot be read at line ${problem.line}, column ${problem.column}.`
  if (manifests.length === 0) return 'There is no manifest yet.'
  const fields = [...new Set(refusals.map(({ field }) => field)), ...(namespace === '' ? ['metadata.namespace'] : [])]
  return `Still to be said or corrected: ${fields.join(', ')}.`
}
