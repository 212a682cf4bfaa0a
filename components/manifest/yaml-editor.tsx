'use client'

import { clsx } from 'clsx'
import { type Ref, useImperativeHandle, useRef } from 'react'

export interface YamlEditorHandle {
  /** Puts the cursor there; both from 1. */
  goTo(line: number, column: number): void
  focus(): void
}

interface YamlEditorProps {
  text: string
  /** Lines that something is wrong with, from 1. */
  faulty: ReadonlySet<number>
  /** The line that was edited last. */
  edited: number | null
  describedBy: string
  onText: (text: string) => void
  ref: Ref<YamlEditorHandle>
}

const keyPattern = /^(\s*(?:- )?(?:"[^"]*"|[\w./-]+):)(.*)$/

/** The text of the manifest, to be written; keys are set apart, the edited line and the faulty ones are marked behind it. */
export function YamlEditor({ text, faulty, edited, describedBy, onText, ref }: YamlEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({
    goTo(line, column) {
      const before = text.split('\n').slice(0, line - 1)
      const at = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1
      area.current?.focus()
      area.current?.setSelectionRange(at, at)
    },
    focus: () => area.current?.focus(),
  }))
  const lines = text.split('\n')
  return (
    <div className="max-h-[520px] min-h-40 overflow-auto rounded-6 border border-line-2 focus-within:shadow-focus">
      <div className="mono grid w-max min-w-full grid-cols-[auto_minmax(0,1fr)] py-2 leading-[18px]">
        <div aria-hidden="true" className="pr-2 pl-2.5 text-right text-fg-3 select-none">
          {lines.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <span key={index} className={clsx('block', faulty.has(index + 1) && 'font-semibold text-critical')}>
              {index + 1}
            </span>
          ))}
        </div>
        <div className="relative">
          <pre aria-hidden="true">
            {lines.map((line, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
                key={index}
                className={clsx('block min-h-[18px] pr-6 pl-1.5', markOf(index + 1, faulty, edited))}
              >
                <Line text={line} />
              </span>
            ))}
          </pre>
          <textarea
            ref={area}
            aria-label="Manifest as YAML"
            aria-describedby={describedBy}
            aria-invalid={faulty.size > 0}
            value={text}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            wrap="off"
            onChange={({ target }) => onText(target.value)}
            className="absolute inset-0 resize-none overflow-hidden bg-transparent px-1.5 whitespace-pre text-transparent caret-fg outline-none focus-visible:shadow-none"
          />
        </div>
      </div>
    </div>
  )
}

function markOf(line: number, faulty: ReadonlySet<number>, edited: number | null): string | false {
  if (faulty.has(line)) return 'bg-critical-bg'
  return line === edited && 'bg-accent-bg'
}

function Line({ text }: { text: string }) {
  const parts = keyPattern.exec(text)
  if (parts === null) return text
  return (
    <>
      <span className="text-fg-3">{parts[1]}</span>
      {parts[2]}
    </>
  )
}
