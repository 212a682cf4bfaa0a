import { useQuery } from '@tanstack/react-query'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { visibleText } from '@/components/ui/visible-text'
import { describeQuery, manifestQuery, resolutionQuery, summaryQuery } from '@/lib/client/queries'
import type { Row } from '@/lib/contract/row'
import type { ServiceDetail } from '@/lib/contract/services'
import { CodeBlock } from './code-block'
import { commandLines } from './command-lines'
import { Section } from './section'
import { UseIt } from './use-it'

/** The Service as YAML that can be applied, as kubectl describes it, how clients use it, and the lines to look at it by hand. */
export function ManifestTab({ detail }: { detail: ServiceDetail }) {
  const { row } = detail
  const manifest = useQuery(manifestQuery(row))
  const description = useQuery(describeQuery(row))
  return (
    <div className="grid grid-cols-2 divide-x divide-line max-md:grid-cols-1 max-md:divide-x-0 max-md:divide-y">
      <div className="min-w-0">
        <Section
          title="Manifest"
          note="clean, can be applied as it is"
          action={manifest.data !== undefined && <CopyButton text={manifest.data} label="Copy manifest" />}
        >
          <Text query={manifest} label="Manifest as YAML" className="rounded-6 border border-line-2 p-3" />
          <p className="mt-2 text-12 text-fg-3">
            Left out: status, what the server sets, the last-applied annotation and what Signpost wrote.
          </p>
        </Section>
        <Section
          title="Describe"
          note="as kubectl tells it"
          action={description.data !== undefined && <CopyButton text={description.data} label="Copy description" />}
          className="border-t border-line"
        >
          <Text query={description} label="Description as kubectl writes it" />
        </Section>
      </div>
      <div className="min-w-0">
        <UseIt detail={detail} />
        <LinesToCopy row={row} />
      </div>
    </div>
  )
}

function LinesToCopy({ row }: { row: Row }) {
  const { data: resolution } = useQuery(resolutionQuery(row))
  const { data: summary } = useQuery(summaryQuery())
  const context = summary?.clusters.find(({ name }) => name === row.cluster)?.label ?? row.cluster
  return (
    <Section title="Lines to copy" note="with the context and resolvers in use" className="border-t border-line">
      <ul>
        {commandLines(row, context, resolution).map((line) => (
          <li key={line} className="flex min-h-8 items-center gap-2 border-b border-line last:border-b-0">
            <span aria-hidden="true" className="mono text-fg-3">
              $
            </span>
            <code className="mono min-w-0 flex-1 truncate max-sm:py-1.5 max-sm:break-all max-sm:whitespace-normal">
              {visibleText(line)}
            </code>
            <CopyButton text={line} label="Copy line" />
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface TextProps {
  query: { data: string | undefined; error: Error | null }
  label: string
  className?: string
}

function Text({ query, label, className }: TextProps) {
  if (query.data !== undefined) {
    return <CodeBlock text={query.data} label={label} keys {...(className ? { className } : {})} />
  }
  if (query.error) return <EmptyState title="It could not be read">{query.error.message}</EmptyState>
  return <Skeleton className="h-64! w-full rounded-6!" />
}
