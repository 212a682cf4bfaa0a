import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { visibleText } from '@/components/ui/visible-text'

const keyPattern = /^(?<key>\s*(?:- )?[A-Za-z0-9_./-]+(?: [A-Z][a-z]+)?:)(?<rest>.*)$/

interface CodeBlockProps {
  text: string
  label: string
  /** Sets keys apart (`name:`), as in YAML and descriptions. */
  keys?: boolean
  /** Which lines are new, as a diff tints them. */
  isAdded?: (line: string, index: number) => boolean
  /** Which lines are pointed out, as what is said below the block explains. */
  isMarked?: (line: string, index: number) => boolean
  className?: string
}

/** Text that a machine reads back: scrolls, never wraps. */
export function CodeBlock({ text, label, keys = false, isAdded, isMarked, className }: CodeBlockProps) {
  const lines = text.replace(/\n$/, '').split('\n')
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={clsx('overflow-x-auto', className)}
    >
      <pre className="mono w-max min-w-full leading-[18px]">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <span key={index} className={lineClass(isAdded?.(line, index))}>
            {isAdded && <Sign isAdded={isAdded(line, index)} />}
            <Marked isMarked={isMarked?.(line, index)}>{keys ? <Line text={line} /> : visibleText(line)}</Marked>
          </span>
        ))}
      </pre>
    </section>
  )
}

function lineClass(isAdded = false): string {
  return clsx('block min-h-[18px] w-max min-w-full pr-3', isAdded && 'bg-diff-add-bg')
}

function Marked({ isMarked = false, children }: { isMarked: boolean | undefined; children: ReactNode }) {
  return isMarked ? <mark className="-mr-6 -ml-3 block bg-accent-bg pl-3 text-inherit">{children}</mark> : children
}

function Sign({ isAdded }: { isAdded: boolean }) {
  return (
    <span aria-hidden="true" className="inline-block w-7 pl-3 text-diff-add select-none">
      {isAdded && '+'}
    </span>
  )
}

function Line({ text }: { text: string }) {
  const parts = keyPattern.exec(text)?.groups
  if (!parts) return visibleText(text)
  return (
    <>
      <span className="text-fg-3">{visibleText(parts.key ?? '')}</span>
      {visibleText(parts.rest ?? '')}
    </>
  )
}
