import type { ReadManifest } from '@/lib/domain/manifest/read-manifests'
import type { Trio } from '@/lib/domain/manifest/trio'
import { ImportList } from './import-list'
import { NamespaceChoice } from './namespace-choice'
import { TrioForm } from './trio-form'

interface ImportFormProps {
  manifests: readonly ReadManifest[]
  /** The blue-green group that the text was made from; null once it was written by hand. */
  trio: Trio | null
  place: { cluster: string; namespace: string }
  clusterDomain: string
  onPlace: (place: { cluster?: string; namespace?: string }) => void
  onText: (text: string) => void
  onGoTo: (line: number, column: number) => void
}

/** Several aliases in one text: each is judged, planned and made by itself. */
export function ImportForm({ trio, onPlace, onText, ...list }: ImportFormProps) {
  return (
    <section aria-label="Form" className="grid content-start gap-4 px-5 py-4 max-sm:px-4">
      <NamespaceChoice
        place={list.place}
        isLocked={false}
        onCluster={(cluster) => onPlace({ cluster })}
        onNamespace={(namespace) => onPlace({ namespace })}
      />
      {trio && <TrioForm trio={trio} onText={onText} />}
      <div>
        <h2 className="pb-1 font-semibold">
          {list.manifests.length} manifests{' '}
          <span className="font-normal text-fg-3">each its own change, one after the other</span>
        </h2>
        {trio !== null && !isWritten(trio, list.place) ? (
          <p className="text-12 text-fg-2">
            Checked as soon as a namespace, the name and both targets are given: the name as it is, the two colours as{' '}
            <span className="mono">-blue</span> and <span className="mono">-green</span> behind it.
          </p>
        ) : (
          <ImportList {...list} />
        )}
      </div>
    </section>
  )
}

// What is not written yet is no mistake.
function isWritten({ name, targets }: Trio, { namespace }: ImportFormProps['place']): boolean {
  return [namespace, name, targets.blue, targets.green].every((value) => value !== '')
}
