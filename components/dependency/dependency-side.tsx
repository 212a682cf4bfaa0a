import { Findings } from '@/components/service/findings'
import { Section } from '@/components/service/section'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import { DependencyHistory } from './dependency-history'
import { providerWords } from './dependency-words'
import { statusHref } from './status-href'
import { VantageLines } from './vantage-lines'

/** Beside who points here: what each vantage answers, the addresses, what the rules found, whose service it is, how it stood before. */
export function DependencySide({ detail }: { detail: DependencyDetail }) {
  const { dependency, findings, views } = detail
  return (
    <div className="min-w-0 divide-y divide-line border-l border-line max-lg:border-t max-lg:border-l-0">
      <VantageLines detail={detail} />
      <Addresses dependency={dependency} />
      <Section title="Findings" note={findings.length || undefined}>
        <Findings findings={findings} hosts={[dependency.host, ...dependency.chain]} />
      </Section>
      <ProviderFacts dependency={dependency} />
      <DependencyHistory views={views} />
    </div>
  )
}

function Addresses({ dependency: { addresses, addressNote } }: { dependency: DependencyDetail['dependency'] }) {
  const more = addresses.total - addresses.first.length
  return (
    <Section title="Addresses" note={addresses.total || undefined}>
      {addresses.total === 0 ? (
        <p className="text-fg-3">No vantage has one now.</p>
      ) : (
        <>
          {addressNote !== null && <p className="mb-1 text-fg-2">{addressNote}</p>}
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(120px,1fr))] gap-x-5">
            {addresses.first.map((address) => (
              <li key={address} className="mono min-h-6 truncate" title={visibleText(address)}>
                {visibleText(address)}
              </li>
            ))}
          </ul>
          {more > 0 && <p className="text-12 text-fg-3">and {more} more</p>}
        </>
      )}
    </Section>
  )
}

function ProviderFacts({ dependency }: { dependency: DependencyDetail['dependency'] }) {
  const words = providerWords(dependency)
  const href = statusHref(dependency.statusPage)
  return (
    <Section title="Provider" note={dependency.category?.replaceAll('-', ' ')}>
      {words === null ? (
        <p className="text-fg-3">No known service has hosts of this name.</p>
      ) : (
        <p className="flex flex-wrap items-baseline gap-x-4">
          {visibleText(words)}
          {href !== null && (
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              className="break-all text-fg-2 underline decoration-line-3 underline-offset-2"
            >
              {new URL(href).host} says how it stands
            </a>
          )}
        </p>
      )}
    </Section>
  )
}
