import { clsx } from 'clsx'
import { formatTtl } from './format-ttl'

interface TtlProps {
  leftSeconds: number | null
  highestSeconds: number | null
  className?: string
}

/** `left/highest`, tabular; a dash where nothing was answered. */
export function Ttl({ leftSeconds, highestSeconds, className }: TtlProps) {
  if (leftSeconds === null) return <span className={clsx('text-fg-3', className)}>—</span>
  const { left, highest } = formatTtl(leftSeconds, highestSeconds ?? leftSeconds)
  return (
    <span className={clsx('whitespace-nowrap', className)} title={`${left} left of ${highest}, the highest seen`}>
      {left}
      {/* Another one behind another number: one that is pushed along counts as a shift of the layout. */}
      <span key={left} className="text-fg-3">
        /{highest}
      </span>
    </span>
  )
}
