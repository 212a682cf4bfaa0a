'use client'

import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { sections } from './sections'
import { shortcutSetting } from './shortcuts'

interface Shortcut {
  keys: readonly string[]
  what: string
}

const parts: readonly { title: string; shortcuts: readonly Shortcut[] }[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['/', '⌘K'], what: 'Search or jump to' },
      ...sections.map(({ key, label }) => ({ keys: ['g', key], what: `Go to ${label}` })),
      { keys: ['⌘↵'], what: 'Apply, in the sheet of a change; plan, while an alias is written' },
      { keys: ['u'], what: 'Undo, in the sheet of a change' },
      { keys: ['Esc'], what: 'Close, clear, or leave a field' },
    ],
  },
  {
    title: 'In the inventory',
    shortcuts: [
      { keys: ['j', 'k'], what: 'Next and previous line' },
      { keys: ['↵'], what: 'Open the alias, fold the group' },
      { keys: ['m'], what: 'More for the alias' },
      { keys: ['s'], what: 'Switch its group…' },
      { keys: ['e'], what: 'Edit it…' },
      { keys: ['n'], what: 'New alias' },
      { keys: ['x'], what: 'Select, with ⇧ up to here' },
      { keys: ['f'], what: 'Add a filter' },
      { keys: ['⌫'], what: 'Remove the last filter' },
      { keys: ['.'], what: 'Apply waiting updates' },
    ],
  },
  {
    title: 'In the dependencies',
    shortcuts: [
      { keys: ['j', 'k'], what: 'Next and previous host, or alias of a host' },
      { keys: ['↵'], what: 'Open it' },
    ],
  },
  {
    title: 'In the reviews',
    shortcuts: [
      { keys: ['j', 'k'], what: 'Next and previous alias' },
      { keys: ['↵'], what: 'Unfold its evidence' },
      { keys: ['x'], what: 'Select what is unchanged' },
      { keys: ['c'], what: 'Confirm it, or decide' },
    ],
  },
  {
    title: 'In the environments',
    shortcuts: [
      { keys: ['j', 'k'], what: 'Next and previous dependency' },
      { keys: ['↵'], what: 'Unfold it' },
      { keys: ['.'], what: 'Apply waiting updates' },
    ],
  },
  {
    title: 'In the changes',
    shortcuts: [
      { keys: ['j', 'k'], what: 'Next and previous change' },
      { keys: ['↵'], what: 'Unfold it' },
      { keys: ['u'], what: 'Undo it' },
    ],
  },
  {
    title: 'In the switches and the changes of an alias',
    shortcuts: [
      { keys: ['j', 'k'], what: 'Next and previous group' },
      { keys: ['x'], what: 'Select the group for a set' },
      { keys: ['s'], what: 'Switch the group' },
      { keys: ['u'], what: 'Undo the last change' },
    ],
  },
  {
    title: 'On the page of an alias',
    shortcuts: [
      { keys: ['e'], what: 'Edit…' },
      { keys: ['t'], what: 'Troubleshoot' },
      { keys: ['1', '4'], what: 'Symptoms, first to last' },
      { keys: ['r'], what: 'Run the checks again' },
    ],
  },
  {
    title: 'In a diagram',
    shortcuts: [
      { keys: ['+', '−'], what: 'Closer and farther, or Ctrl and the wheel' },
      { keys: ['0'], what: 'As it was' },
    ],
  },
]

/** All keys, and whether single ones act. */
export function ShortcutList({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Shortcuts">
      {parts.map(({ title, shortcuts }) => (
        <section key={title} aria-label={title} className="px-5 pt-3 pb-2">
          <h3 className="mb-1.5 text-11 font-medium text-fg-3">{title}</h3>
          <dl className="grid gap-1.5">
            {shortcuts.map(({ keys, what }) => (
              <div key={what} className="flex items-center justify-between">
                <dt className="text-fg-2">{what}</dt>
                <dd className="flex gap-1">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <SingleKeys />
    </Dialog>
  )
}

function SingleKeys() {
  const [isOn, setOn] = useState(() => localStorage.getItem(shortcutSetting) !== 'off')
  return (
    <label className="flex items-center gap-2 border-t border-line px-5 py-3 text-12 text-fg-2">
      <input
        type="checkbox"
        checked={isOn}
        className="size-[15px] accent-ink"
        onChange={(event) => {
          setOn(event.target.checked)
          localStorage.setItem(shortcutSetting, event.target.checked ? 'on' : 'off')
        }}
      />
      Single keys act
    </label>
  )
}
