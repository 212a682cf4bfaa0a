import { clsx } from 'clsx'
import type { Severity } from '@/lib/domain/resolution/severity'

const line = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const shapes = {
  critical: (
    <>
      <path d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z" fill="currentColor" />
      <path {...line} className="stroke-on-critical" d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" strokeWidth="1.7" />
    </>
  ),
  warning: (
    <>
      <path {...line} fill="currentColor" d="M8 1.9 15 14H1z" strokeWidth="1.4" />
      <path {...line} className="stroke-on-warning" d="M8 6.3v3.4M8 12v.05" strokeWidth="1.6" />
    </>
  ),
  unknown: (
    <>
      <circle {...line} cx="8" cy="8" r="6" strokeWidth="1.4" strokeDasharray="2.4 1.7" strokeLinecap="butt" />
      <path {...line} d="M6.4 6.6a1.65 1.65 0 1 1 2.4 1.5c-.55.3-.8.6-.8 1.1M8 11.1v.05" strokeWidth="1.4" />
    </>
  ),
  info: (
    <>
      <rect {...line} x="2.5" y="2.5" width="11" height="11" rx="2.5" strokeWidth="1.5" />
      <path {...line} d="M8 7.5v3.2M8 5.2v.05" strokeWidth="1.6" />
    </>
  ),
  ok: (
    <>
      <circle {...line} cx="8" cy="8" r="5.75" strokeWidth="1.5" />
      <path {...line} d="M5.6 8.2 7.3 9.9l3.2-3.5" strokeWidth="1.5" />
    </>
  ),
} as const

const colours: Record<Severity, string> = {
  critical: 'text-critical-solid',
  warning: 'text-warning-solid',
  unknown: 'text-unknown',
  info: 'text-info',
  ok: 'text-ok',
}

interface SeverityGlyphProps {
  severity: Severity
  /** 16 in rows, 14 in badges and prechecks, 18 beside a verdict sentence. */
  size?: number
  /** The accessible name, the severity's word by default; null where that word stands beside it. */
  label?: string | null
  className?: string
}

/** Severity as a shape and a colour, never a colour alone. */
export function SeverityGlyph({ severity, size = 16, label = severity, className }: SeverityGlyphProps) {
  const name = label === null ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where the word stands beside it
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      {...name}
      className={clsx('block', colours[severity], className)}
    >
      {shapes[severity]}
    </svg>
  )
}
