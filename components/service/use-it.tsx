import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs'
import { CopyButton } from '@/components/ui/copy-button'
import { Segments } from '@/components/ui/segments'
import type { ServiceDetail } from '@/lib/contract/services'
import { clientSnippets, snippetText } from '@/lib/domain/snippet/client-snippets'
import { nameForms } from '@/lib/domain/snippet/snippet-plan'
import { CodeBlock } from './code-block'
import { Section } from './section'

const formWords = { full: 'Full name', short: 'Short name' } as const

/** How a client uses the alias, in its own language; client and form of the name stand in the address. */
export function UseIt({ detail: { row, probe } }: { detail: ServiceDetail }) {
  const [client, setClient] = useQueryState('client', parseAsString.withDefault(''))
  const [form, setForm] = useQueryState('name', parseAsStringLiteral(nameForms).withDefault('full'))
  const { note, snippets } = clientSnippets(row, probe, form)
  const shown = snippets.find((one) => one.client === client) ?? snippets[0]
  const text = snippetText(shown)
  return (
    <Section
      title="Use it from a client"
      note={note}
      action={<CopyButton text={text} label={`Copy the snippet for ${shown.client}`} />}
    >
      <div className="mb-2 flex flex-wrap gap-2">
        <Segments
          label="Client"
          value={shown.client}
          options={snippets.map((one) => ({ value: one.client, label: one.client }))}
          onSelect={(next) => void setClient(next)}
          className="max-w-full overflow-x-auto"
        />
        <Segments
          label="Name of the alias"
          value={form}
          options={(['full', 'short'] as const).map((value) => ({ value, label: formWords[value] }))}
          onSelect={(next) => void setForm(next)}
        />
      </div>
      <CodeBlock
        text={text}
        label={`Snippet for ${shown.client}`}
        isMarked={(_, index) => shown.lines[index]?.isMarked ?? false}
        className="rounded-6 border border-line-2 p-3"
      />
      {shown.says !== null && <p className="mt-2 text-fg-2">{shown.says}</p>}
      <p className="mt-2 text-12 text-fg-3 first-letter:uppercase sm:hidden">{note}.</p>
      {form === 'short' && (
        <p className="mt-2 text-12 text-fg-3">The short name works in namespace {row.namespace} only.</p>
      )}
    </Section>
  )
}
