import { AppError } from '@/lib/domain/app-error'
import type { MetadataEdits } from './change-request'
import { lastChangeAnnotation } from './last-change'

const longest = 16_384

/**
 * Refuses edits that Signpost does not make: of its own proof, and of more than 16 KiB together, which a record could not keep for an undo. Keys
 * and values are the API server's to judge. AppError `unprocessable` with the field named.
 */
export function validateEdits({ labels = {}, annotations = {} }: MetadataEdits): void {
  if (Object.hasOwn(annotations, lastChangeAnnotation)) {
    throw refused(`annotations[${lastChangeAnnotation}]`, 'is written by Signpost and by nobody else')
  }
  if (JSON.stringify({ labels, annotations }).length > longest) {
    throw refused('annotations', `must be at most ${longest} characters together with labels`)
  }
}

function refused(field: string, message: string): AppError {
  return new AppError('unprocessable', `${field} ${message}.`, { reason: 'invalid-edit', causes: [{ field, message }] })
}
