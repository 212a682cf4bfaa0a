'use client'

import { useRef, useState } from 'react'
import { aliasHref } from '@/components/action/alias-actions'
import { CheckLine } from '@/components/change/check-section'
import { visibleText } from '@/components/ui/visible-text'
import type { ServiceDetail } from '@/lib/contract/services'
import { checkManifest } from '@/lib/domain/manifest/check-manifest'
import { manifestChanges } from '@/lib/domain/manifest/manifest-changes'
import { readManifests } from '@/lib/domain/manifest/read-manifests'
import type { ServiceObject } from '@/lib/domain/service/service-object'
import type { ClusterDomain } from './cluster-domain'
import { EarlierDraft } from './earlier-draft'
import { FormRow } from './form-row'
import { manifestForm } from './manifest-form'
import { editRequest } from './manifest-requests'
import { onlyService, openText, writeFields, writeText } from './manifest-text'
import { OneAlias } from './one-alias'
import type { YamlEditorHandle } from './yaml-editor'

/** The stored alias as text and form; the request is exactly what differs. */
export function EditAlias({ detail, start, domain }: { detail: ServiceDetail; start: string; domain: ClusterDomain }) {
  const { row } = detail
  const [manifest, setManifest] = useState(() => openText(start))
  const editor = useRef<YamlEditorHandle>(null)
  const service = onlyService(manifest)
  const stored = readManifests(start)[0]?.service ?? null
  const check = service === null ? null : checkManifest(service, domain)
  const { changes, outOfReach } = differences(stored, service)
  const form = manifestForm({
    ...{ service: manifest.service, isBroken: service === null, check, outOfReach, namesApp: false },
    write: (edits) => setManifest(writeFields(manifest, edits)),
  })
  const { cluster, namespace, name } = row
  const isSound = check !== null && check.refusals.length === 0 && outOfReach.length === 0
  const request = isSound ? editRequest({ cluster, namespace, name }, changes) : null
  const unseen = outOfReach.filter(({ field }) => field !== 'metadata.name')
  return (
    <>
      <EarlierDraft manifest={manifest} onText={(text) => setManifest(writeText(manifest, text))} />
      <OneAlias
        {...{ manifest, editor, form, request }}
        onManifest={setManifest}
        subject={{ cluster, namespace, name }}
        isNew={false}
        verb="Plan the edit…"
        lacks={request === null ? lacksWords(service, isSound, [...(check?.refusals ?? []), ...outOfReach]) : null}
        inherited={{ environment: row.environment, owner: row.owner?.value ?? null }}
        members={detail.group?.members ?? null}
        cancelHref={aliasHref(row)}
        place={
          <FormRow label="Where">
            <p className="pt-1 max-sm:pt-0">
              {visibleText(namespace)} <span className="text-fg-3">in {visibleText(cluster)}</span>
            </p>
            <ul className="empty:hidden">
              {unseen.map(({ field, message }) => (
                <CheckLine key={field} severity="critical" says={message} evidence={field} />
              ))}
            </ul>
          </FormRow>
        }
      />
    </>
  )
}

function differences(stored: ServiceObject | null, service: ServiceObject | null) {
  return stored === null || service === null ? { changes: {}, outOfReach: [] } : manifestChanges(stored, service)
}

function lacksWords(service: ServiceObject | null, isSound: boolean, faults: readonly { field: string }[]): string {
  if (service === null) return 'The YAML cannot be read as one Service.'
  if (isSound) return 'Nothing differs from the alias as it is stored.'
  return `To be corrected: ${[...new Set(faults.map(({ field }) => field))].join(', ')}.`
}
