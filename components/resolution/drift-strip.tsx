'use client'

import { formatAge } from '@/components/ui/format-age'
import { useTimed } from '@/components/ui/now'
import type { ResolutionView } from '@/lib/contract/resolution'
import {
  type DriftLine,
  type DriftStretch,
  driftLine,
  isTroubled,
  troubledMs,
} from '@/lib/domain/resolution/drift-line'
import { vantageNames } from '@/lib/domain/resolution/resolution'

type History = Readonly<ResolutionView['history']>

const minuteMs = 60_000
const longestMs = 7 * 24 * 60 * minuteMs
const height = 16
const marks = [0, 0.25, 0.5, 0.75] as const

const strokes: Readonly<Record<DriftStretch['severity'], string>> = {
  ok: 'stroke-ok',
  info: 'stroke-info',
  warning: 'stroke-warning-solid',
  unknown: 'stroke-unknown',
  critical: 'stroke-critical-solid',
}

/** One line per vantage over the time watched, seven days at most: thick where it was not fine, a tick where the terminal name changed. */
export function DriftStrip({ history }: { history: History }) {
  const toMs = useTimed((nowMs) => Math.ceil(nowMs / minuteMs) * minuteMs)
  const firstMs = Math.min(...history.map(({ at }) => Date.parse(at)))
  const fromMs = Math.max(toMs - longestMs, Math.min(firstMs, toMs - minuteMs))
  const lines = vantageNames.flatMap((vantage) => driftLine(history, vantage, { fromMs, toMs }) ?? [])
  const lengthMs = toMs - fromMs
  const place = (atMs: number) => `${(((atMs - fromMs) / lengthMs) * 100).toFixed(3)}%`
  if (lines.length === 0) return null
  return (
    <div className="grid grid-cols-[64px_minmax(0,1fr)] items-center gap-x-3 pb-1">
      {lines.map((line) => (
        <Line key={line.vantage} line={line} lengthMs={lengthMs} place={place} />
      ))}
      <svg aria-hidden="true" width="100%" height={height} className="col-start-2 overflow-visible text-11">
        {marks.map((mark) => (
          <text key={mark} x={`${mark * 100}%`} y={12} className="num fill-fg-3 max-sm:nth-[even]:hidden">
            {formatAge(((1 - mark) * lengthMs) / 1000)} ago
          </text>
        ))}
        <text x="100%" y={12} textAnchor="end" className="fill-fg-3">
          now
        </text>
      </svg>
    </div>
  )
}

interface LineProps {
  line: DriftLine
  lengthMs: number
  place: (atMs: number) => string
}

function Line({ line, lengthMs, place }: LineProps) {
  const label = lineWords(line, lengthMs)
  return (
    <>
      <span className="text-fg-2">{line.vantage}</span>
      <svg role="img" aria-label={label} width="100%" height={24} className="min-w-0">
        <title>{label}</title>
        {marks.map((mark) => (
          <line key={mark} x1={`${mark * 100}%`} x2={`${mark * 100}%`} y1={0} y2={24} className="stroke-line" />
        ))}
        {line.stretches.map((stretch) => (
          <line
            key={stretch.fromMs}
            x1={place(stretch.fromMs)}
            x2={place(stretch.toMs)}
            y1={12}
            y2={12}
            strokeWidth={isTroubled(stretch) ? 8 : 3}
            strokeDasharray={stretch.severity === 'unknown' ? '3 3' : undefined}
            className={strokes[stretch.severity]}
          />
        ))}
        {line.movedAtMs.map((at) => (
          <line key={at} x1={place(at)} x2={place(at)} y1={7} y2={17} strokeWidth={2} className="stroke-fg-2" />
        ))}
      </svg>
    </>
  )
}

function lineWords(line: DriftLine, lengthMs: number): string {
  const troubled = troubledMs(line)
  const moves = line.movedAtMs.length
  const state = troubled === 0 ? 'fine all the time' : `not fine for ${formatAge(troubled / 1000)}`
  const moved = moves === 0 ? '' : `, another terminal name ${moves === 1 ? 'once' : `${moves} times`}`
  return `${line.vantage}, ${formatAge(lengthMs / 1000)}: ${state}${moved}`
}
