'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { Fragment, type KeyboardEvent, memo, type RefObject, useEffect, useRef, useState } from 'react'
import { useAliasActions } from '@/components/action/alias-actions-provider'
import { useNotice } from '@/components/session/notices'
import { useShortcutHelp } from '@/components/session/shortcut-help'
import { Kbd } from '@/components/ui/kbd'
import { useSettled } from '@/components/ui/use-settled'
import { searchChangesQuery } from '@/lib/client/changes-queries'
import { searchDependenciesQuery } from '@/lib/client/dependency-queries'
import { searchQuery, summaryQuery } from '@/lib/client/queries'
import { consoleCommands } from './commands'
import { PaletteOption } from './palette-option'
import { type PaletteOption as Option, optionKey, paletteSections } from './palette-sections'
import { readSavedViews } from './saved-views'
import { viewCommands } from './view-commands'

export type PaletteKeys = (event: KeyboardEvent<HTMLInputElement>) => void

interface PaletteResultsProps {
  text: string
  listId: string
  /** Where the field finds what its keys do. */
  keys: RefObject<PaletteKeys | null>
  onActive: (id: string | null) => void
  onSum: (words: string) => void
  onType: (text: string) => void
  onClose: () => void
}

const aliasLimit = 6
const hostLimit = 4
const changeLimit = 12
const number = new Intl.NumberFormat('en')

/**
 * What the palette finds; one of them is active, `↵` does it. Aliases are asked for at every key, which ends the question before it; what was found
 * stays until the answer comes. Hosts, of which a letter finds thousands, wait for a pause.
 */
export const PaletteResults = memo(function PaletteResults(props: PaletteResultsProps) {
  const { text, listId, keys, onActive, onSum, onType, onClose } = props
  const router = useRouter()
  const isInventory = usePathname() === '/'
  const showHelp = useShortcutHelp()
  const say = useNotice()
  const { run, current } = useAliasActions()
  const [active, setActive] = useState({ text, key: '' })
  const [begunWith] = useState(() => current.current)
  const [pointed, setPointed] = useState(begunWith)
  const list = useRef<HTMLDivElement>(null)

  const prefix = /^[>@#]/.test(text)
  const words = prefix ? '' : text
  const found = useQuery({ ...searchQuery(words, aliasLimit), placeholderData: keepPreviousData }).data
  const hosts = useQuery({
    ...searchDependenciesQuery(useSettled(words), hostLimit),
    placeholderData: keepPreviousData,
  }).data
  const isAboutChanges = text.startsWith('#')
  const changes = useQuery({
    ...searchChangesQuery(useSettled(isAboutChanges ? text.slice(1) : ''), changeLimit),
    enabled: isAboutChanges,
    placeholderData: keepPreviousData,
  }).data
  const summary = useQuery(summaryQuery()).data
  const views = viewCommands({
    ...{ text, say, onType, storage: window.localStorage, origin: window.location.origin },
    href: `${window.location.pathname}${window.location.search}`,
  })
  const sections = paletteSections({
    text,
    found,
    hosts: words.trim() === '' ? [] : (hosts?.items ?? []),
    changes: isAboutChanges ? (changes?.items ?? []) : [],
    facets: summary?.facets,
    subject: text.trim() === '' || prefix ? (begunWith ?? null) : (pointed ?? found?.items[0] ?? null),
    commands: [...consoleCommands({ goTo: router.push, showHelp }), ...views],
    views: readSavedViews(window.localStorage),
    search: isInventory ? window.location.search : null,
  })
  const options = sections.flatMap((section) => section.options)
  const at = Math.max(0, active.text === text ? options.findIndex((option) => optionKey(option) === active.key) : 0)
  const idOf = (index: number) => `${listId}-${index}`

  const activeId = options.length === 0 ? null : idOf(at)
  const sum =
    !prefix && found && summary ? `${number.format(found.total)} of ${number.format(summary.total)} aliases` : ''
  useEffect(() => onActive(activeId), [activeId, onActive])
  useEffect(() => onSum(sum), [sum, onSum])

  const moveTo = (index: number) => {
    const option = options[index]
    if (option === undefined) return
    setActive({ text, key: optionKey(option) })
    if (option.kind === 'alias') setPointed(option.row)
    list.current?.querySelector(`#${idOf(index)}`)?.scrollIntoView({ block: 'nearest' })
  }
  const choose = (option: Option, isNewTab: boolean) => {
    if (option.kind === 'command' && option.command.staysOpen) return option.command.run()
    if (isNewTab && 'href' in option) return void window.open(option.href, '_blank', 'noopener')
    onClose()
    if ('href' in option) router.push(option.href)
    else if (option.kind === 'action') run(option.action.id, option.row)
    else option.command.run()
  }
  const onKey: PaletteKeys = (event) => {
    const option = options[at]
    const count = options.length
    if (event.nativeEvent.isComposing || count === 0) return
    if (event.key === 'ArrowDown') moveTo((at + 1) % count)
    else if (event.key === 'ArrowUp') moveTo((at + count - 1) % count)
    else if (event.key === 'Tab' && !event.shiftKey)
      moveTo(
        Math.max(
          0,
          options.findIndex(({ kind }) => kind === 'action'),
        ),
      )
    else if (event.key === 'Enter' && option) choose(option, event.metaKey || event.ctrlKey)
    else return
    event.preventDefault()
  }
  useEffect(() => {
    keys.current = onKey
  })

  let index = 0
  return (
    <>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label="What was found"
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto pb-2 outline-none"
      >
        {sections.map((section) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
          <div
            key={section.title}
            role="group"
            aria-label={section.title}
            className="border-line not-first:mt-2 not-first:border-t"
          >
            <div aria-hidden="true" className="flex justify-between px-[18px] pt-2.5 pb-1 text-11 text-fg-3">
              <span>{section.title}</span>
              <span>{section.note}</span>
            </div>
            {section.options.map((option) => {
              const own = index++
              return (
                <Fragment key={optionKey(option)}>
                  <PaletteOption
                    id={idOf(own)}
                    option={option}
                    words={prefix ? text.slice(1) : text}
                    isActive={own === at}
                    onPoint={() => moveTo(own)}
                    onChoose={(isNewTab) => choose(option, isNewTab)}
                  />
                </Fragment>
              )
            })}
          </div>
        ))}
        {options.length === 0 && (
          <p className="px-[18px] py-6 text-fg-3">{found ? 'Nothing has these words.' : 'Asking…'}</p>
        )}
      </div>
      <div className="flex h-9 shrink-0 items-center gap-4 border-t border-line bg-rail px-[18px] text-11 whitespace-nowrap text-fg-3 max-sm:hidden">
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> move
        </span>
        <span>
          <Kbd>↵</Kbd> open
        </span>
        <span>
          <Kbd>⌘↵</Kbd> in a new tab
        </span>
        <span className="flex-1">
          <Kbd>Tab</Kbd> act on it
        </span>
        <button type="button" className="hover:text-fg" onClick={() => onType('>')}>
          &gt; actions
        </button>
        <button type="button" className="hover:text-fg" onClick={() => onType('@')}>
          @ owners
        </button>
        <button type="button" className="hover:text-fg" onClick={() => onType('#')}>
          # changes
        </button>
      </div>
    </>
  )
})
