'use client'

import { clsx } from 'clsx'
import { providerWords } from '@/components/dependency/dependency-words'
import { changeOutcome } from '@/components/history/change-outcome'
import { FromToCell } from '@/components/history/from-to-cell'
import { fieldWords, filterWords } from '@/components/inventory/filter-words'
import { LeadsTo } from '@/components/inventory/leads-to'
import { Age } from '@/components/ui/age'
import { EnvironmentPip } from '@/components/ui/environment-pip'
import { Icon, type IconName } from '@/components/ui/icon'
import { Kbd } from '@/components/ui/kbd'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import { MatchText } from './match-text'
import type { PaletteOption as Option } from './palette-sections'

interface PaletteOptionProps {
  id: string
  option: Option
  words: string
  isActive: boolean
  onPoint: () => void
  onChoose: (isNewTab: boolean) => void
}

/** One line of the palette; the field has the focus, so it is pointed at, not focused. */
export function PaletteOption({ id, option, words, isActive, onPoint, onChoose }: PaletteOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={(event) => onChoose(event.metaKey || event.ctrlKey)}
      className={clsx(
        'mx-2 flex h-[34px] cursor-pointer scroll-my-8 items-center gap-3 rounded-6 px-2.5 max-sm:h-[46px]',
        isActive && 'bg-selected shadow-[inset_0_0_0_1px_var(--color-accent-line)]',
      )}
    >
      <Content option={option} words={words} />
      {option.kind === 'alias' && (
        <span className="grid w-5 shrink-0 place-items-center max-sm:hidden">{isActive && <Kbd>↵</Kbd>}</span>
      )}
    </div>
  )
}

function Content({ option, words }: { option: Option; words: string }) {
  switch (option.kind) {
    case 'alias': {
      const { row } = option
      return (
        <>
          <SeverityGlyph severity={row.severity} />
          <span className="flex min-w-0 flex-1 items-baseline gap-2">
            <span className="truncate font-medium">
              <MatchText text={row.name} words={words} />
            </span>
            <span className="truncate text-12 text-fg-3">
              <MatchText text={row.namespace} words={words} />
            </span>
          </span>
          <span className="max-w-52 min-w-0 text-right">
            <LeadsTo row={row} />
          </span>
          <span className="w-24 shrink-0 text-12 max-sm:hidden">
            <EnvironmentPip environment={row.environment} />
          </span>
        </>
      )
    }
    case 'host': {
      const { item } = option
      return (
        <>
          <Icon name="dependency" className="text-fg-3" />
          <span dir="ltr" translate="no" className="mono min-w-0 flex-1 truncate">
            <MatchText text={item.host} words={words} />
          </span>
          <span className="max-w-40 truncate text-12 text-fg-3 max-sm:hidden">{providerWords(item)}</span>
          <SeverityGlyph severity={item.severity} size={14} />
          <Count count={item.aliases} />
        </>
      )
    }
    case 'view':
      return <Line icon="filter" label={visibleText(option.view.name)} />
    case 'change':
      return <Change change={option.change} words={words} />
    case 'action':
      return <Line icon={option.action.icon} label={option.action.label} hint={option.action.hint} />
    case 'command':
      return <Line icon={option.command.icon} label={option.command.label} hint={option.command.keys} />
    case 'narrow':
      return (
        <>
          <Icon name="filter" className="text-fg-3" />
          <span className="min-w-0 flex-1 truncate">
            {option.field === 'search' ? 'anything contains ' : `${fieldWords(option.field)} is `}
            <bdi className="font-semibold text-accent">
              {option.field === 'search' ? visibleText(option.value) : filterWords(option.field, option.value)}
            </bdi>
          </span>
          {option.count !== null && <Count count={option.count} />}
        </>
      )
  }
}

function Change({ change, words }: { change: ChangeView; words: string }) {
  const { words: outcome, severity } = changeOutcome(change)
  return (
    <>
      <SeverityGlyph severity={severity} />
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        <span className="truncate font-medium">
          <MatchText text={change.service.name} words={words} />
        </span>
        <span className="truncate text-12 text-fg-3">{outcome}</span>
      </span>
      <span className="max-w-60 min-w-0 max-sm:hidden">
        <FromToCell change={change} />
      </span>
      <span className="w-12 shrink-0 text-right text-12 text-fg-3">
        <Age at={change.at} />
      </span>
    </>
  )
}

function Line({ icon, label, hint }: { icon: IconName; label: string; hint?: string | undefined }) {
  return (
    <>
      <Icon name={icon} className="text-fg-3" />
      <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
      {hint !== undefined && hint !== '↵' && (
        <span className="max-sm:hidden">
          <Kbd>{hint}</Kbd>
        </span>
      )}
    </>
  )
}

function Count({ count }: { count: number }) {
  return (
    <span className="shrink-0 text-12 text-fg-3">
      {count} {count === 1 ? 'alias' : 'aliases'}
    </span>
  )
}
