'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet'
import type { ServiceRef } from '@/lib/domain/service/service-ref'
import { serviceKey } from '@/lib/domain/service/service-ref'
import { type Description, describeRequest, noDescription } from './description'
import { DescriptionForm } from './description-form'
import { OneChangeLine } from './one-change'
import { countSteps } from './several-changes'
import { useSeveralChanges } from './use-several-changes'

interface DescriptionSheetProps {
  services: readonly ServiceRef[]
  onClose: () => void
}

/** Says of several Services whose they are and what for: one form, then a plan of its own for each, written one after the other. */
export function DescriptionSheet({ services, onClose }: DescriptionSheetProps) {
  const [description, setDescription] = useState<Description | null>(null)
  const several = useSeveralChanges()
  const { changes } = several
  const requestOf = (said: Description) => (service: ServiceRef) => describeRequest(service, said, noDescription)
  const isRunning = changes.some(({ at }) => at.step === 'applying')
  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open && !isRunning) onClose()
      }}
      title={services.length === 1 ? 'Describe one Service' : `Describe ${services.length} Services`}
      foot={description === null ? undefined : <Foot several={several} onClose={onClose} />}
    >
      {description === null ? (
        <DescriptionForm
          onPlan={(said) => {
            setDescription(said)
            several.plan(services, requestOf(said))
          }}
        />
      ) : (
        <ul aria-label="Services that are described">
          {changes.map((change) => (
            <OneChangeLine
              key={serviceKey(change.service)}
              change={change}
              onConsent={(consent) => several.consent(change.service, consent)}
              onPlan={() => several.plan([change.service], requestOf(description))}
            />
          ))}
        </ul>
      )}
    </Sheet>
  )
}

function Foot({ several, onClose }: { several: ReturnType<typeof useSeveralChanges>; onClose: () => void }) {
  const counts = countSteps(several.changes)
  const isBusy = counts.planning > 0 || counts.applying > 0
  const isOver = !isBusy && counts.ready === 0 && counts.open === 0
  return (
    <>
      <span role="status" className="min-w-0 text-12 text-fg-3">
        {said(counts)}
      </span>
      <span className="ml-auto" />
      {!isOver && (
        <Button size="lg" variant="quiet" unavailable={counts.applying > 0} onClick={onClose}>
          Leave the rest
        </Button>
      )}
      {isOver ? (
        <Button size="lg" variant="ink" onClick={onClose}>
          Done
        </Button>
      ) : (
        <Button size="lg" variant="ink" unavailable={isBusy || counts.ready === 0} onClick={several.apply}>
          {counts.ready === 1 ? 'Write one' : `Write ${counts.ready}`}
        </Button>
      )}
    </>
  )
}

function said({ planning, ready, open, applying, applied, failed }: ReturnType<typeof countSteps>): string {
  const parts = [
    [planning, 'being planned'],
    [ready + applying, 'to be written'],
    [open, open === 1 ? 'waits for what it asks' : 'wait for what they ask'],
    [applied, 'written'],
    [failed, 'not written'],
  ] as const
  return parts.flatMap(([count, words]) => (count > 0 ? [`${count} ${words}`] : [])).join(' · ')
}
