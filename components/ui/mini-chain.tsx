import { clsx } from 'clsx'
import { Fragment } from 'react'
import type { Severity } from '@/lib/domain/resolution/severity'

interface MiniChainProps {
  /** Owner names from the target to the last one that was asked for. */
  chain: readonly string[]
  brokenAt: string | null
  severity: Severity
  className?: string
  /** Accessible name; hidden from it when the words stand beside. */
  label?: string
}

const step = 15
const packedStep = 8
const packedDots = 3

/** A dot per owner name, a ring at the end; broken is a dashed link and a cross, unknown a dashed ring. From five names: three dots, `+n`, the end. */
export function MiniChain({ chain, brokenAt, severity, className, label }: MiniChainProps) {
  const names = Math.max(1, brokenAt === null || chain.includes(brokenAt) ? chain.length : chain.length + 1)
  const isPacked = names > 4
  const dots = isPacked ? packedDots : names - 1
  const hidden = `+${names - 1 - dots}`
  const dotStep = isPacked ? packedStep : step
  const end = isPacked ? dots * packedStep + Math.ceil(hidden.length * 6.4) + 12 : 4 + dots * step
  const isBroken = brokenAt !== null && severity === 'critical'
  const name = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label, or hidden where the words stand beside it
    <svg
      {...name}
      viewBox={`0 0 ${end + 5} 12`}
      width={end + 5}
      height="12"
      className={clsx('block overflow-visible', className)}
    >
      {Array.from({ length: dots }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dots have no identity but their place
        <Fragment key={index}>
          <circle cx={4 + index * dotStep} cy="6" r="2.5" className="fill-fg-3" />
          {!isPacked && index < dots - 1 && <Link from={4 + index * step + 4.5} />}
        </Fragment>
      ))}
      {isPacked && (
        <text x={dots * packedStep} y="10" className="fill-fg-3 text-11">
          {hidden}
        </text>
      )}
      {dots > 0 && <Link from={end - 10.5} broken={isBroken} />}
      <End x={end} broken={isBroken} severity={severity} />
    </svg>
  )
}

function Link({ from, broken = false }: { from: number; broken?: boolean }) {
  return (
    <path
      d={`M${from} 6h5.5`}
      strokeWidth="1.25"
      strokeDasharray={broken ? '2 2' : undefined}
      className={broken ? 'stroke-current text-critical-solid' : 'stroke-line-3'}
    />
  )
}

function End({ x, broken, severity }: { x: number; broken: boolean; severity: Severity }) {
  if (broken) {
    return (
      <path
        d={`m${x - 2.75} 3.25 5.5 5.5m0-5.5-5.5 5.5`}
        strokeWidth="1.75"
        strokeLinecap="round"
        className="stroke-current text-critical-solid"
      />
    )
  }
  return (
    <circle
      cx={x}
      cy="6"
      r="3.25"
      strokeWidth={severity === 'warning' || severity === 'critical' ? 1.75 : 1.5}
      strokeDasharray={severity === 'unknown' ? '1.5 1.5' : undefined}
      className={clsx(
        'fill-canvas',
        severity === 'warning' && 'stroke-current text-warning',
        severity === 'critical' && 'stroke-current text-critical-solid',
        severity === 'unknown' && 'stroke-unknown',
        (severity === 'ok' || severity === 'info') && 'stroke-fg-3',
      )}
    />
  )
}
