import { Section } from '@/components/service/section'
import { visibleText } from '@/components/ui/visible-text'
import type { ResolutionView } from '@/lib/contract/resolution'
import {
  type CacheOnTheWay,
  cachesOnTheWay,
  recordSeenWithin,
  recordTtl,
  type SeenWithin,
  targetSeenWithin,
} from '@/lib/domain/resolution/caches'

const sources: Readonly<Record<CacheOnTheWay['source'], string>> = {
  corefile: 'Corefile',
  measured: 'seen in answers',
  assumed: 'assumed',
}

/** Where answers are kept between the API server and a program, and how long a change takes to be seen. */
export function Caches({ resolution: { dns, serviceName, vantages } }: { resolution: ResolutionView }) {
  const recordTtlSeconds = recordTtl(vantages, serviceName, dns.cacheMaxSeconds)
  const caches = cachesOnTheWay({ dns, recordTtlSeconds })
  return (
    <Section title="Caches on the way" note="how long a change takes to be seen" className="border-t border-line">
      <ul className="mb-2 grid gap-0.5 text-fg-2">
        <li>
          Another target of this alias: <Within seen={targetSeenWithin(dns)} />
        </li>
        {recordTtlSeconds !== null && (
          <li>
            Another record behind the target: <Within seen={recordSeenWithin(recordTtlSeconds)} />
          </li>
        )}
      </ul>
      <table className="w-full max-w-220 table-fixed text-left">
        <caption className="sr-only">
          Caches between the API server and a program, and how long each keeps an answer
        </caption>
        <thead className="text-11 text-fg-3">
          <tr>
            <th scope="col" className="h-7 w-60 font-normal max-sm:w-auto">
              Cache
            </th>
            <th scope="col" className="font-normal max-sm:hidden">
              Keeps
            </th>
            <th scope="col" className="w-24 pr-6 text-right font-normal max-sm:w-20 max-sm:pr-3">
              For up to
            </th>
            <th scope="col" className="w-32 font-normal max-sm:w-26">
              From
            </th>
          </tr>
        </thead>
        <tbody>
          {caches.map(({ name, keeps, seconds, source }) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="h-8 py-1 pr-3 text-left font-normal">
                {name}
                <span className="block text-12 text-fg-3 sm:hidden">{keeps}</span>
              </th>
              <td className="truncate py-1 pr-3 text-fg-3 max-sm:hidden" title={keeps}>
                {keeps}
              </td>
              <td className="num py-1 pr-6 text-right max-sm:pr-3">{keptWords(seconds)}</td>
              <td className="py-1 text-12 text-fg-3">{sources[source]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {dns.source === 'assumed' && dns.why !== null && (
        <p className="mt-1.5 text-12 text-fg-3">Assumed, because the Corefile was not read: {visibleText(dns.why)}</p>
      )}
    </Section>
  )
}

function Within({ seen: { seconds, inJvmSeconds } }: { seen: SeenWithin }) {
  return (
    <>
      new lookups see it within <b className="num font-semibold text-fg">{seconds} s</b>, in a JVM within{' '}
      <span className="num">{inJvmSeconds} s</span>
    </>
  )
}

function keptWords(seconds: number | null): string {
  if (seconds === null) return '—'
  if (seconds === 0) return 'not at all'
  return seconds >= 600 ? `${Math.round(seconds / 60)} min` : `${seconds} s`
}
