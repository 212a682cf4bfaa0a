import type { ServiceObject } from '@/lib/domain/service/service-object'
import { type ManifestRefusal, manifestRefusals } from './manifest-refusals'
import { type ManifestWarning, manifestWarnings } from './manifest-warnings'
import { metadataPractice, type PracticeItem } from './metadata-practice'

/** What there is to say of a manifest before anybody is asked. */
export interface ManifestCheck {
  /** The API server would refuse it for these. */
  refusals: readonly ManifestRefusal[]
  /** It would accept these, although they do not work or are a risk. */
  warnings: readonly ManifestWarning[]
  practice: readonly PracticeItem[]
}

/** Judges a Service of type ExternalName that is to be made, by its text alone. */
export function checkManifest(service: ServiceObject, { clusterDomain }: { clusterDomain: string }): ManifestCheck {
  return {
    refusals: manifestRefusals(service),
    warnings: manifestWarnings(service, clusterDomain),
    practice: metadataPractice(service),
  }
}
