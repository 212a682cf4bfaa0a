import { linkKeys, safeLink } from '@/lib/domain/alias/safe-link'

export interface AnnotationLink {
  label: string
  text: string
  /** Parsed and of a harmless scheme; null shows the text alone. */
  href: string | null
}

/** Whom to ask and what to read, from the a8r.io annotations; links only after parsing, and only http, https and mailto. */
export function annotationLinks(annotations: Readonly<Record<string, string>>): AnnotationLink[] {
  return linkKeys.flatMap(([key, label]) => {
    const text = annotations[key]?.trim().slice(0, 512)
    return text ? [{ label, text, href: safeLink(text) }] : []
  })
}
