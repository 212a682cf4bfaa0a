'use client'

import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { useNotice } from '@/components/session/notices'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import type { ChangeView } from '@/lib/contract/changes'
import { ChangeFacts, ChangePassed, Heading } from './change-facts'
import { ChangeMoments } from './change-moments'
import { changeReport } from './change-report'
import { WayBackButton } from './change-row'
import { OpenSheetButton } from './open-sheet-button'

interface ChangeDetailsProps {
  change: ChangeView
  onAgain: (change: ChangeView) => void
  onWayBack: (() => void) | null
}

/** What happened, what was passed, what is recorded; below the row it belongs to. */
export function ChangeDetails({ change, onAgain, onWayBack }: ChangeDetailsProps) {
  const { service, to } = change
  return (
    <tr className="block border-b border-line bg-rail shadow-[inset_2px_0_0_var(--color-accent)]">
      <td className="block" colSpan={10}>
        <div className="grid text-12 md:grid-cols-[1.2fr_1fr_1fr] md:pl-8">
          <div className={part}>
            <Heading>What happened</Heading>
            <ChangeMoments change={change} />
          </div>
          <div className={part}>
            <ChangePassed change={change} />
          </div>
          <div className={part}>
            <ChangeFacts change={change} />
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2.5 md:pl-12">
          {onWayBack && (
            <span className="sm:hidden">
              <WayBackButton change={change} onPress={onWayBack} />
            </span>
          )}
          <OpenSheetButton change={change} />
          {to.type === 'ExternalName' && to.target !== null && (
            <Button icon="switch" onClick={() => onAgain(change)}>
              Plan again…
            </Button>
          )}
          <ReportButton change={change} />
          <Link href={aliasHref(service, 'changes')} prefetch={false} className={buttonClass()}>
            Open {service.name}
          </Link>
        </div>
      </td>
    </tr>
  )
}

const part = 'min-w-0 px-4 py-3 not-first:border-line max-md:not-first:border-t md:not-first:border-l'

function ReportButton({ change }: { change: ChangeView }) {
  const say = useNotice()
  const copy = () => {
    const done = navigator.clipboard?.writeText(changeReport(change)) ?? Promise.reject(new Error('no clipboard'))
    done.then(
      () => say('Copied the report'),
      () => say('Could not copy: the browser does not allow it here.', 'warning'),
    )
  }
  return (
    <Button icon="copy" onClick={copy}>
      Copy as report
    </Button>
  )
}
