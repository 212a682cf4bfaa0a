import { clsx } from 'clsx'

/** The letter of a class: A quiet, the others filled, a dash for what has none. */
export function ClassLetter({ letter, title }: { letter: string | null; title?: string }) {
  return (
    <span
      title={title}
      className={clsx(
        'grid size-[18px] shrink-0 place-items-center rounded-4 border text-11 leading-none',
        letter === null && 'border-dashed border-line-3 text-fg-3',
        letter === 'A' && 'border-line-2 text-fg-3',
        letter !== null && letter !== 'A' && 'border-fg-3 bg-fg-3 text-canvas',
      )}
    >
      <span className="sr-only">class </span>
      {letter ?? '–'}
    </span>
  )
}
