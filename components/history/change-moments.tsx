import { changeStateWords } from '@/components/change/change-state-words'
import { HostWords } from '@/components/ui/host-words'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { TimeOfDay } from '@/components/ui/time-of-day'
import type { ChangeView } from '@/lib/contract/changes'

/** The moments of a change with their times; those that say how it stands carry their severity. */
export function ChangeMoments({ change }: { change: ChangeView }) {
  const { steps, from, to, kind } = change
  const hosts = [from.target, to.target].flatMap((host) => host ?? [])
  return (
    <ol className="grid gap-1.5">
      {steps.map(({ state, at, note }, index) => {
        const { words, severity, isRunning } = changeStateWords(state)
        const said = kind === 'outside' && note ? note : note ? `${words}: ${note}` : words
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the story
          <li key={index} className="grid grid-cols-[64px_16px_minmax(0,1fr)] items-start gap-x-1.5">
            <span className="text-fg-3 tabular-nums">
              <TimeOfDay at={at} withSeconds />
            </span>
            <span className="grid h-5 place-items-center">
              {isRunning || kind === 'outside' ? (
                <span aria-hidden="true" className="size-1 rounded-full bg-line-3" />
              ) : (
                <SeverityGlyph severity={severity} size={13} />
              )}
            </span>
            <span className="min-w-0 break-words text-fg-2">
              <HostWords text={said} hosts={hosts} />
            </span>
          </li>
        )
      })}
    </ol>
  )
}
