'use client'

import { useRouter } from 'next/navigation'
import { phaseOf } from '@/components/group/change-set'
import { SetSheet } from '@/components/group/set-sheet'
import { useChangeSet } from '@/components/group/use-change-set'
import { readTrio, trioText } from '@/lib/domain/manifest/trio'
import { EditorColumns } from './editor-columns'
import { EditorFoot } from './editor-foot'
import { ImportForm } from './import-form'
import { importRequests } from './import-list'
import { LeaveGuard } from './leave-guard'
import { writeText } from './manifest-text'
import type { NewAliasProps } from './new-alias'
import { usePlanKey } from './use-plan-key'
import { YamlPane } from './yaml-pane'

/** The page of several new aliases at once: each with its verdict, then planned together and made one after the other. */
export function NewAliases({ manifest, editor, onManifest, place, domain, onPlace }: NewAliasProps) {
  const { clusterDomain } = domain
  const router = useRouter()
  const set = useChangeSet()
  const { manifests, text } = manifest
  const requests = importRequests(manifests, place, clusterDomain)
  const isDone = phaseOf(set.state) === 'done'
  const write = (next: string) => onManifest(writeText(manifest, next))
  const plan = () => {
    if (requests !== null) set.plan(requests)
  }
  usePlanKey(plan)
  const close = () => {
    set.close()
    if (isDone && !set.state.isUndo) router.push(inventoryOf(place.namespace))
  }
  const trio = readTrio(text)
  return (
    <>
      <EditorColumns
        form={
          <ImportForm
            {...{ manifests, trio, place, clusterDomain }}
            onPlace={({ cluster, namespace }) => {
              onPlace({
                ...(cluster === undefined ? {} : { cluster }),
                ...(namespace === undefined ? {} : { namespace }),
              })
              if (trio !== null && namespace !== undefined) write(trioText({ ...trio, namespace }))
            }}
            onText={write}
            onGoTo={(line, column) => editor.current?.goTo(line, column)}
          />
        }
      >
        <YamlPane ref={editor} manifest={manifest} isNew onText={write} />
      </EditorColumns>
      <EditorFoot
        verb={`Plan ${manifests.length} aliases…`}
        lacks={requests === null ? 'Each manifest has to be one that can be planned, of a name of its own.' : null}
        onPlan={plan}
        onCancel={() => router.push('/')}
      />
      <LeaveGuard holds={text !== manifest.start && !isDone} text={text} isMade={isDone} />
      <SetSheet set={{ ...set, close }} groups={[]} />
    </>
  )
}

function inventoryOf(namespace: string): string {
  return namespace === '' ? '/' : `/?namespace=${encodeURIComponent(namespace)}`
}
