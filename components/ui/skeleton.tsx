import { clsx } from 'clsx'

/** A bar of the final size in place of words still to come; give it a width. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx('inline-block h-2 rounded-4 bg-press align-middle', className)} />
}
