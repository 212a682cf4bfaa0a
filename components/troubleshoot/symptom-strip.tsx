import { clsx } from 'clsx'
import { type Symptom, symptoms } from '@/lib/domain/troubleshoot/symptom'
import { symptomWords } from './symptom-words'

interface SymptomStripProps {
  current: Symptom
  onSelect: (symptom: Symptom) => void
}

/** What an application may suffer from, side by side; each is a link that can be sent. */
export function SymptomStrip({ current, onSelect }: SymptomStripProps) {
  return (
    <nav
      aria-label="Symptoms"
      className="edge shrink-0 border-b border-line sm:grid sm:grid-cols-4 sm:overflow-visible sm:after:hidden"
    >
      {symptoms.map((symptom) => {
        const isCurrent = symptom === current
        const { title, example } = symptomWords[symptom]
        return (
          <a
            key={symptom}
            href={`?tab=troubleshoot&symptom=${symptom}`}
            aria-current={isCurrent ? 'true' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
              event.preventDefault()
              onSelect(symptom)
            }}
            className={clsx(
              'min-w-0 border-l border-line px-4 pt-2.5 pb-3 first:border-l-0 first:pl-5 focus-visible:shadow-focus-in max-sm:w-44 max-sm:shrink-0 max-sm:first:pl-4',
              isCurrent ? 'bg-selected shadow-[inset_0_-2px_0_var(--color-accent)]' : 'hover:bg-hover',
            )}
          >
            <span className="block truncate font-medium">{title}</span>
            <span className="mono-11 mt-1 block truncate text-fg-3">{example}</span>
          </a>
        )
      })}
    </nav>
  )
}
