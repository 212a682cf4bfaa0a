import { Button } from '@/components/ui/button'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import { type FormField, formPaths } from '@/lib/domain/manifest/manifest-form'
import type { ManifestForm } from './manifest-form'
import type { NamespacePractice } from './use-namespace-practice'

const nouns = {
  owner: 'an owner',
  chat: 'a chat',
  description: 'a description',
  runbook: 'a runbook',
  environment: 'an environment',
  component: 'a component',
  partOf: 'a system',
} as const satisfies Partial<Record<FormField, string>>

interface PracticeLineProps {
  form: ManifestForm
  field: keyof typeof nouns
  practice: NamespacePractice | null
}

/** Below a field that is empty: how many aliases of the namespace say something there, and to be taken what most of them say alike. */
export function PracticeLine({ form, field, practice }: PracticeLineProps) {
  const key = formPaths[field][2]
  const count = practice?.counts.find((each) => each.key === key)
  if (!practice || !count || count.carriedBy === 0 || form.valueOf(field) !== '') return null
  const { common } = count
  return (
    <li className="flex min-h-[26px] flex-wrap items-center gap-x-3 py-0.5">
      <SeverityGlyph severity="info" size={14} label="missing" className="shrink-0" />
      <span className="min-w-0 flex-1 basis-44 break-words">
        {count.carriedBy} of {practice.aliases} in {visibleText(practice.namespace)}{' '}
        {count.carriedBy === 1 ? 'has' : 'have'} {nouns[field]}
      </span>
      {common === null ? (
        <span className="mono-11 text-fg-3">{key}</span>
      ) : (
        <span className="ml-auto flex max-w-full min-w-0 items-center gap-2 text-11 whitespace-nowrap text-fg-3">
          {common.carriedBy === count.carriedBy ? 'all the same' : `${common.carriedBy} the same`}
          <Button
            icon="plus"
            unavailable={form.isBroken}
            title={visibleText(common.value)}
            aria-label={`Take ${visibleText(common.value)} as ${nouns[field].replace(/^an? /, '')}`}
            onClick={() => form.set(field, common.value)}
            className="min-w-0"
          >
            <span className="max-w-40 truncate">Take {visibleText(common.value)}</span>
          </Button>
        </span>
      )}
    </li>
  )
}

/** `31 of 36 in shop`: how many aliases of the namespace carry a key of the practice. */
export function carriedWords({ namespace, aliases, counts }: NamespacePractice, key: string): string {
  return `${counts.find((each) => each.key === key)?.carriedBy ?? 0} of ${aliases} in ${namespace}`
}
