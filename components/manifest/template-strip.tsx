import { clsx } from 'clsx'
import { type TemplateId, templateIds } from '@/lib/domain/manifest/template'
import { templateWords } from './template-words'

interface TemplateStripProps {
  current: TemplateId
  onSelect: (id: TemplateId) => void
}

/** What an alias may be for, side by side; each starts the manifest from what is usual there. */
export function TemplateStrip({ current, onSelect }: TemplateStripProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label="Templates"
      className="edge mt-3 shrink-0 border-y border-line lg:grid lg:grid-cols-[1.2fr_repeat(8,1fr)] lg:overflow-visible lg:after:hidden"
    >
      {templateIds.map((id) => {
        const { title, example } = templateWords[id]
        const isCurrent = id === current
        return (
          <button
            key={id}
            type="button"
            aria-pressed={isCurrent}
            onClick={() => onSelect(id)}
            className={clsx(
              'min-w-0 border-l border-line px-3.5 pt-2.5 pb-2 text-left first:border-l-0 first:pl-5 focus-visible:shadow-focus-in max-lg:w-38 max-lg:shrink-0 max-sm:first:pl-4',
              isCurrent ? 'bg-selected shadow-[inset_0_-2px_0_var(--color-accent)]' : 'hover:bg-hover',
            )}
          >
            <span className="block truncate font-medium">{title}</span>
            <span className="block truncate text-11 text-fg-3">{example}</span>
          </button>
        )
      })}
    </div>
  )
}
