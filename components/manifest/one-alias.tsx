'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode, RefObject } from 'react'
import { ChangeSheet } from '@/components/change/change-sheet'
import { useChangeFlow } from '@/components/change/use-change-flow'
import type { ChangeRequest } from '@/lib/client/commands'
import type { Group } from '@/lib/contract/groups'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { EditorColumns } from './editor-columns'
import { EditorFoot } from './editor-foot'
import { FieldsForm, type Inherited } from './fields-form'
import { LeaveGuard } from './leave-guard'
import type { ManifestForm } from './manifest-form'
import { type ManifestText, writeText } from './manifest-text'
import { PlanPreview } from './plan-preview'
import { useTargetCheck } from './target-facts'
import { useMadeAlias } from './use-made-alias'
import { usePlanKey } from './use-plan-key'
import type { YamlEditorHandle } from './yaml-editor'
import { YamlPane } from './yaml-pane'

interface OneAliasProps {
  manifest: ManifestText
  onManifest: (manifest: ManifestText) => void
  editor: RefObject<YamlEditorHandle | null>
  form: ManifestForm
  /** Which alias the form is about, as far as that is said. */
  subject: ServiceRef
  /** What would be planned; null as long as something is missing, which `lacks` says. */
  request: ChangeRequest | null
  lacks: string | null
  verb: string
  /** It is not in the cluster yet. */
  isNew: boolean
  place: ReactNode
  nameCheck?: ReactNode
  inherited: Inherited
  members?: Group['members'] | null
  cancelHref?: string
}

/** One alias that is written: its fields, its text, what its plan will ask, and the sheet that the plan opens in. */
export function OneAlias({ manifest, onManifest, editor, form, subject, request, lacks, ...rest }: OneAliasProps) {
  const router = useRouter()
  const flow = useChangeFlow()
  const isMade = useMadeAlias(flow)
  const target = form.valueOf('target')
  const found = useTargetCheck({
    ...{ cluster: subject.cluster, namespace: subject.namespace, target },
    ...(subject.name === '' ? {} : { name: subject.name }),
  })
  const plan = () => {
    if (request !== null) flow.review(request)
  }
  usePlanKey(plan)
  return (
    <>
      <EditorColumns
        form={
          <FieldsForm
            {...{ form, found }}
            home={subject}
            service={manifest.service}
            place={rest.place}
            nameCheck={rest.nameCheck}
            inherited={rest.inherited}
          />
        }
      >
        <YamlPane
          ref={editor}
          manifest={manifest}
          isNew={rest.isNew}
          onText={(text) => onManifest(writeText(manifest, text))}
        />
        <PlanPreview request={request} lacks={lacks ?? ''} consent={flow.state.consent} onAccept={flow.accept} />
      </EditorColumns>
      <EditorFoot verb={rest.verb} lacks={lacks} onPlan={plan} onCancel={() => router.push(rest.cancelHref ?? '/')} />
      <LeaveGuard holds={manifest.text !== manifest.start && !isMade} text={manifest.text} isMade={isMade} />
      <ChangeSheet flow={flow} members={rest.members ?? null} />
    </>
  )
}
