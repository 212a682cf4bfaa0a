import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import type { PodLookupView } from '@/lib/contract/pod-lookup'
import type { SearchOutcome } from '@/lib/domain/resolution/search-outcome'
import type { Severity } from '@/lib/domain/resolution/severity'
import { tookMs } from './took-ms'

const outcomes: Readonly<Record<SearchOutcome, { words: string; severity: Severity }>> = {
  found: { words: 'found', severity: 'ok' },
  'alias-only': { words: 'an alias without an address', severity: 'critical' },
  'no-data': { words: 'no address', severity: 'info' },
  'no-name': { words: 'no such name', severity: 'info' },
  'serv-fail': { words: 'the resolver failed', severity: 'warning' },
  refused: { words: 'refused', severity: 'unknown' },
  'no-reply': { words: 'no answer', severity: 'unknown' },
}

/** The queries of one lookup in order, what each came to, and what the application gets in the end. */
export function LookupTable({ lookup }: { lookup: PodLookupView }) {
  const { name, namespace, asked, unasked, addresses, problem, resolver, libc } = lookup
  if (problem !== null) return <p className="text-fg-2">{visibleText(problem)}</p>
  return (
    <>
      <p role="status" className="mb-1.5 text-fg-2">
        <span className="mono">{visibleText(name)}</span> in {namespace}:{' '}
        {addresses.length === 0 ? (
          'the lookup fails.'
        ) : (
          <span className="mono wrap-anywhere">{addresses.map((address) => visibleText(address)).join(', ')}</span>
        )}
        {resolver !== null && (
          <span className="text-12 text-fg-3">
            {' '}
            asked of {visibleText(resolver)}, as {libc} does with ndots 5
          </span>
        )}
      </p>
      <table className="w-full max-w-220 table-fixed text-left">
        <caption className="sr-only">Queries of the lookup, in order</caption>
        <thead className="text-11 text-fg-3">
          <tr>
            <th scope="col" className="h-7 font-normal">
              Asked for
            </th>
            <th scope="col" className="w-52 font-normal max-sm:w-32">
              Came to
            </th>
            <th scope="col" className="w-44 font-normal max-md:hidden">
              A, AAAA
            </th>
            <th scope="col" className="w-16 text-right font-normal max-sm:hidden">
              Took
            </th>
          </tr>
        </thead>
        <tbody>
          {asked.map((query) => (
            <QueryRow key={query.name} query={query} />
          ))}
          {unasked.map((query) => (
            <tr key={query.name} className="border-t border-line text-fg-3">
              <th scope="row" className="mono h-8 py-1 pr-3 text-left font-normal wrap-anywhere">
                {visibleText(query.name)}
              </th>
              <td className="py-1">not asked any more</td>
              <td className="max-md:hidden" />
              <td className="max-sm:hidden" />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function QueryRow({ query }: { query: PodLookupView['asked'][number] }) {
  const { words, severity } = outcomes[query.outcome]
  const { A, AAAA } = query.replies
  return (
    <tr className="border-t border-line">
      <th scope="row" className="mono h-8 py-1 pr-3 text-left font-normal wrap-anywhere">
        {visibleText(query.name)}
      </th>
      <td className="py-1 pr-3">
        <span className="flex items-center gap-1.5">
          <SeverityGlyph severity={severity} size={14} />
          {words}
        </span>
      </td>
      <td className="truncate py-1 pr-3 text-12 text-fg-3 max-md:hidden" title={visibleText(`${A.said}, ${AAAA.said}`)}>
        {visibleText(A.said === AAAA.said ? A.said : `${A.said}, ${AAAA.said}`)}
      </td>
      <td className="num py-1 text-right text-12 text-fg-3 max-sm:hidden">{tookMs(query.elapsedMs)}</td>
    </tr>
  )
}
