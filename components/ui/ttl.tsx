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
    // Another element for other numbers: one whose text grows counts as a shift of the layout.
    <span
      key={`${left}/${highest}`}
      className={clsx('whitespace-nowrap', className)}
      title={`${left} left of ${highest}, the highest seen`}
    >
      {left}
      <span className="text-fg-3">/{highest}</span>
    </span>
  )
}
