'use client'

import { clsx } from 'clsx'
import { kindWords } from '@/components/change/kind-words'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { LaneMark } from '@/components/ui/lane-arm'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import { colours } from '@/lib/domain/group/colour'
import { changeOutcome, minutesAndSeconds, seenAfterSeconds } from './change-outcome'
import { FromToCell } from './from-to-cell'
import { historyGrid } from './history-grid'
import { wayBack } from './in-force'
import { OutcomeCell } from './outcome-cell'

interface ChangeRowProps {
  change: ChangeView
  /** Its line of the list. */
  index: number
  /** The one row that Tab leads to. */
  isTabStop: boolean
  isOpen: boolean
  members: Group['members'] | null
  onToggle: () => void
  /** Null where the change cannot be taken back. */
  onWayBack: (() => void) | null
}

/** One change: 32 px, or two lines on a narrow screen. A click anywhere on it unfolds it. */
export function ChangeRow({ change, index, isTabStop, isOpen, members, onToggle, onWayBack }: ChangeRowProps) {
  const { service, kind, by, reason, at, to } = change
  const { severity } = changeOutcome(change)
  const seen = seenAfterSeconds(change)
  const lane = colours.find((colour) => to.target !== null && members?.[colour]?.target === to.target)
  return (
    <tr
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, a') === null) onToggle()
      }}
      className={clsx(
        historyGrid,
        'relative h-8 cursor-pointer border-b border-line max-sm:h-[58px]',
        isOpen ? 'bg-selected shadow-[inset_2px_0_0_var(--color-accent)]' : 'hover:bg-hover',
        'has-[[data-index]:focus-visible]:z-1 has-[[data-index]:focus-visible]:shadow-focus-in',
      )}
    >
      <td className="pl-2 max-sm:row-start-1 max-sm:pl-0">
        <SeverityGlyph severity={severity} />
      </td>
      <td className="flex min-w-0 items-center gap-2 px-1.5 max-sm:col-start-2 max-sm:row-start-1 max-sm:px-0">
        <button
          type="button"
          data-index={index}
          tabIndex={isTabStop ? 0 : -1}
          aria-expanded={isOpen}
          onClick={onToggle}
          className="min-w-0 truncate text-left font-medium focus-visible:shadow-none"
          title={`${service.namespace}/${service.name} in ${service.cluster}`}
        >
          {service.name}
        </button>
        {lane && <LaneMark colour={lane} />}
        <span className="truncate text-fg-3 sm:hidden">{service.namespace}</span>
      </td>
      <td className="truncate px-1.5 text-fg-2 max-lg:hidden">{visibleText(kindWords(kind))}</td>
      <td className="min-w-0 px-1.5 max-sm:hidden">
        <FromToCell change={change} />
      </td>
      <td className="truncate px-1.5 text-fg-2 max-md:hidden" title={visibleText(by)}>
        {visibleText(by)}
      </td>
      <td className={clsx('truncate px-1.5 max-xl:hidden', reason === null ? 'text-fg-3' : 'text-fg-2')}>
        {reason === null ? (kind === 'outside' ? 'outside Signpost' : 'not given') : visibleText(reason)}
      </td>
      <td className="min-w-0 px-1.5 text-12 max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-2 max-sm:px-0">
        <OutcomeCell change={change} />
      </td>
      <td className="px-1.5 text-right text-12 text-fg-2 tabular-nums max-lg:hidden">
        {seen === null ? <span className="text-fg-3">—</span> : minutesAndSeconds(seen)}
      </td>
      <td className="px-1.5 text-right text-12 text-fg-2 max-sm:col-start-3 max-sm:row-start-1 max-sm:px-0">
        <Age at={at} fresh />
      </td>
      <td className="flex justify-end max-sm:hidden">
        {onWayBack && <WayBackButton change={change} onPress={onWayBack} tabIndex={isTabStop ? 0 : -1} />}
      </td>
    </tr>
  )
}

interface WayBackButtonProps {
  change: ChangeView
  onPress: () => void
  tabIndex?: number
}

/** Opens the sheet that takes the change back. */
export function WayBackButton({ change, onPress, tabIndex = 0 }: WayBackButtonProps) {
  return (
    <Button icon="undo" className="h-6" aria-keyshortcuts="u" tabIndex={tabIndex} onClick={onPress}>
      {wayBack(change) === 'undo' ? 'Undo…' : 'Put back…'}
      <span className="sr-only"> {change.service.name}</span>
    </Button>
  )
}
