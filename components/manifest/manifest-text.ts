import { editManifest, type ManifestEdit } from '@/lib/domain/manifest/edit-manifest'
import { type ReadManifest, readManifests } from '@/lib/domain/manifest/read-manifests'
import type { ServiceObject } from '@/lib/domain/service/service-object'

/** The text of a manifest that is being written, and what was read of it: the text is what counts, the form shows it. */
export interface ManifestText {
  text: string
  /** As it was before anybody wrote. */
  start: string
  manifests: readonly ReadManifest[]
  /** What the form shows: the Service as it could be read last. */
  service: ServiceObject | null
  /** The line that was edited last, from 1, and on which side. */
  edited: { line: number; by: 'form' | 'text' } | null
}

export function openText(text: string): ManifestText {
  return { ...read(text, null), start: text, edited: null }
}

/** The text as it was typed. */
export function writeText(before: ManifestText, text: string, by: 'form' | 'text' = 'text'): ManifestText {
  if (text === before.text) return before
  const edited = { line: firstDifference(before.text, text), by }
  return { ...read(text, before.service), start: before.start, edited }
}

/** The text with fields of the form changed; a text that is broken stays as it is. */
export function writeFields(before: ManifestText, edits: readonly ManifestEdit[]): ManifestText {
  return writeText(before, editManifest(before.text, edits), 'form')
}

/** The only Service of the text; null while it is broken, or holds several. */
export function onlyService({ manifests }: ManifestText): ServiceObject | null {
  return manifests.length === 1 ? (manifests[0]?.service ?? null) : null
}

function read(text: string, before: ServiceObject | null): Pick<ManifestText, 'text' | 'manifests' | 'service'> {
  const manifests = readManifests(text)
  const service = manifests.length === 1 ? (manifests[0]?.service ?? before) : before
  return { text, manifests, service }
}

function firstDifference(before: string, after: string): number {
  const lines = before.split('\n')
  const index = after.split('\n').findIndex((line, at) => line !== lines[at])
  return index < 0 ? Math.max(1, after.split('\n').length) : index + 1
}
