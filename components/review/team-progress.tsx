import type { ReviewTeam } from '@/lib/contract/reviews'

/** A bar of what is done, changed since and overdue, and the same in words. */
export function TeamProgress({ team: { total, done, changed, overdue } }: { team: ReviewTeam }) {
  const told = [
    ...(changed > 0 ? [`${changed} changed since`] : []),
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(done === total ? ['all signed off'] : []),
  ]
  return (
    <>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${total} 1`}
        preserveAspectRatio="none"
        className="mt-[7px] block h-[5px] w-full rounded-3 bg-line-2"
      >
        <rect width={done} height="1" className="fill-fg-2" />
        <rect x={done} width={changed} height="1" className="fill-warning-solid" />
        <rect x={done + changed} width={overdue} height="1" className="fill-critical-solid" />
      </svg>
      <span className="mt-1 block h-4 truncate text-11 text-fg-3">{told.join(', ')}</span>
    </>
  )
}
