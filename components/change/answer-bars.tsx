'use client'

import { visibleText } from '@/components/ui/visible-text'
import type { ChangeView } from '@/lib/contract/changes'
import type { Group } from '@/lib/contract/groups'
import type { ServedAnswers } from '@/lib/domain/change/served-answers'
import type { Colour } from '@/lib/domain/group/colour'
import { spanWords } from './clock-text'
import { laneOf, leadOf, targetWords } from './lane-of'

interface AnswerBarsProps {
  change: ChangeView
  members: Group['members'] | null
}

const shownSeconds = 36
const seconds = Array.from({ length: shownSeconds }, (_, second) => second)

/** What each resolver of the cluster gave for the Service's name, one bar a second; the last half minute of it. */
export function AnswerBars({ change, members }: AnswerBarsProps) {
  if (change.answers.length === 0) return null
  return (
    <section aria-label="Answers, one a second">
      <h3 className="flex min-h-8 flex-wrap items-center gap-x-2.5 border-b border-line font-semibold">
        Answers, one a second <span className="font-normal text-fg-3">what the name gives in the cluster</span>
      </h3>
      <ul className="pt-1.5">
        {change.answers.map((answers) => (
          <Line key={answers.resolver} answers={answers} change={change} members={members} />
        ))}
      </ul>
    </section>
  )
}

function Line({ answers, change, members }: AnswerBarsProps & { answers: ServedAnswers }) {
  const { resolver, marks } = answers
  const words = lineWords(marks, change, members)
  const shown = marks.slice(-shownSeconds)
  return (
    <li className="grid min-h-7 grid-cols-[108px_minmax(0,1fr)_112px] max-sm:grid-cols-[80px_minmax(0,1fr)_96px] items-center gap-2.5 text-12 text-fg-2">
      <span className="mono-11 truncate" title={visibleText(resolver)}>
        {visibleText(resolver)}
      </span>
      <svg role="img" aria-label={words} width="100%" height="18" className="block">
        <title>{words}</title>
        {seconds.map((second) => (
          <Bar key={second} second={second} className={barClass(shown[second], change, members)} />
        ))}
      </svg>
      <span className="truncate text-right" title={words}>
        {words}
      </span>
    </li>
  )
}

function Bar({ second, className }: { second: number; className: string }) {
  const step = 100 / shownSeconds
  return (
    <svg aria-hidden="true" x={`${second * step}%`} y="0.5" width={`${step}%`} height="17">
      <rect x="12%" y="0.5" width="72%" height="16" rx="2" className={className} />
    </svg>
  )
}

const lanes: Record<Colour, { solid: string; outlined: string }> = {
  blue: { solid: 'fill-blue-solid stroke-blue-solid', outlined: 'fill-blue-bg stroke-blue-line' },
  green: { solid: 'fill-green-solid stroke-green-solid', outlined: 'fill-green-bg stroke-green-line' },
}

function barClass(mark: string | undefined, { from, to }: ChangeView, members: Group['members'] | null): string {
  if (mark === 'n') {
    const lane = laneOf(to.target, members)
    return lane === null ? 'fill-ink stroke-ink' : lanes[lane].solid
  }
  if (mark === 'o') {
    const lane = laneOf(from.target, members)
    return lane === null ? 'fill-press stroke-line-3' : lanes[lane].outlined
  }
  if (mark === 'x') return 'fill-warning-solid stroke-warning-solid'
  return mark === undefined ? 'fill-none stroke-line-2 [stroke-dasharray:2_2]' : 'fill-none stroke-line-3'
}

/** The last answer, and for how long it has been the same: `green for 6 s`. */
function lineWords(marks: string, { from, to }: ChangeView, members: Group['members'] | null): string {
  const last = marks.at(-1)
  if (last === undefined || last === '-') return 'no answer'
  const count = /(.)\1*$/.exec(marks)?.[0].length ?? 1
  const names = { n: targetWords(leadOf(to), members), o: targetWords(leadOf(from), members), x: 'another target' }
  const name = last === 'n' || last === 'o' || last === 'x' ? names[last] : last
  return `${name} for ${spanWords(count)}`
}
