'use client'

import { CheckLine } from '@/components/change/check-section'
import { Button } from '@/components/ui/button'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import { checkManifest } from '@/lib/domain/manifest/check-manifest'
import type { ReadManifest } from '@/lib/domain/manifest/read-manifests'
import type { Severity } from '@/lib/domain/resolution/severity'
import { createRequest } from './manifest-requests'

interface ImportListProps {
  manifests: readonly ReadManifest[]
  place: { cluster: string; namespace: string }
  clusterDomain: string
  onGoTo: (line: number, column: number) => void
}

/** Several manifests of one text, each with what is to be said of it before anything is planned. */
export function ImportList({ manifests, place, clusterDomain, onGoTo }: ImportListProps) {
  const names = manifests.flatMap(({ service }) => (service ? [keyOf(service.metadata, place.namespace)] : []))
  return (
    <ol aria-label="Manifests">
      {manifests.map((manifest, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: manifests have no identity but their place
        <ImportItem key={index} {...{ manifest, place, clusterDomain, names, onGoTo }} number={index + 1} />
      ))}
    </ol>
  )
}

/** The requests of all the manifests of a text; null as long as one of them cannot be planned. */
export function importRequests(
  manifests: readonly ReadManifest[],
  place: { cluster: string; namespace: string },
  clusterDomain: string,
) {
  const requests = manifests.flatMap(({ service }) => {
    if (service === null || checkManifest(service, { clusterDomain }).refusals.length > 0) return []
    return createRequest(service, place) ?? []
  })
  const keys = new Set(requests.map((request) => keyOf(request.service, '')))
  return requests.length === manifests.length && keys.size === requests.length ? requests : null
}

interface ImportItemProps extends Omit<ImportListProps, 'manifests'> {
  manifest: ReadManifest
  number: number
  /** Of all of them: one that stands twice can be made only once. */
  names: readonly string[]
}

function ImportItem({ manifest, number, place, clusterDomain, names, onGoTo }: ImportItemProps) {
  const { service, problems, line, column } = manifest
  const check = service === null ? null : checkManifest(service, { clusterDomain })
  const namespace = service?.metadata.namespace ?? place.namespace
  const isTwice =
    service !== null && names.filter((name) => name === keyOf(service.metadata, place.namespace)).length > 1
  const faults = [
    ...problems.map((problem) => ({ says: problem.message, evidence: problem.field ?? `line ${problem.line}` })),
    ...(check?.refusals ?? []).map(({ field, message }) => ({ says: message, evidence: field })),
    ...(isTwice ? [{ says: 'It stands in the text twice', evidence: 'metadata.name' }] : []),
    ...(namespace === ''
      ? [{ says: 'It names no namespace, and none is chosen', evidence: 'metadata.namespace' }]
      : []),
  ]
  const verdict = verdictOf(faults.length, check?.warnings.filter(({ severity }) => severity === 'warning').length ?? 0)
  const name = service?.metadata.name || `Manifest ${number}`
  return (
    <li aria-label={`${name}, ${verdict.words}`} className="border-t border-line py-2 first:border-t-0">
      <div className="flex min-h-7 items-center gap-3">
        <SeverityGlyph severity={verdict.severity} label={verdict.words} />
        <h3 className="min-w-0 truncate font-medium">
          {visibleText(name)} <span className="font-normal text-fg-3">{visibleText(namespace)}</span>
        </h3>
        <span className="mono min-w-0 truncate text-fg-3">{visibleText(service?.spec.externalName ?? '')}</span>
        <Button variant="quiet" onClick={() => onGoTo(line, column)} className="ml-auto">
          Line {line}
        </Button>
      </div>
      <ul className="pl-7 empty:hidden">
        {faults.map(({ says, evidence }) => (
          <CheckLine key={`${evidence} ${says}`} severity="critical" says={says} evidence={evidence} />
        ))}
        {(check?.warnings ?? []).map(({ code, severity, title, evidence }) => (
          <CheckLine key={code} severity={severity} says={title} evidence={evidence} />
        ))}
      </ul>
    </li>
  )
}

function verdictOf(faults: number, warnings: number): { severity: Severity; words: string } {
  if (faults > 0) return { severity: 'critical', words: 'cannot be planned' }
  if (warnings > 0) return { severity: 'warning', words: 'can be planned, with a warning' }
  return { severity: 'ok', words: 'can be planned' }
}

function keyOf({ namespace, name }: { namespace?: string; name: string }, chosen: string): string {
  return `${namespace ?? chosen}/${name}`
}
