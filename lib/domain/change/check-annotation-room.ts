import type { Answer } from './change-evidence'
import { byteLength, lastChangeAnnotation } from './last-change'

const kib = 1024
/** Kubernetes' limit for keys and values of all annotations of an object (`TotalAnnotationSizeLimitB`). */
const limitBytes = 256 * kib
/** What stays free after a change, so that its undo and the tools that write annotations still find room. */
const reservedBytes = 6 * kib
const ownBytes = byteLength(lastChangeAnnotation) + kib

/** A refusal when the Service's annotations, with the one that proves the change, would leave too little room for its undo; else null. */
export function checkAnnotationRoom(annotations: Readonly<Record<string, string>>): Answer | null {
  let bytes = ownBytes
  for (const [key, value] of Object.entries(annotations))
    if (key !== lastChangeAnnotation) bytes += byteLength(key) + byteLength(value)
  if (bytes <= limitBytes - reservedBytes) return null
  const others = Math.ceil((bytes - ownBytes) / kib)
  return {
    code: 'annotation-room',
    state: 'refuse',
    title: 'The annotations leave no room for the change and its undo',
    evidence: `The Service has ${others} KiB of annotations; Kubernetes takes ${limitBytes / kib} KiB, of which a change leaves ${reservedBytes / kib} KiB free`,
  }
}
