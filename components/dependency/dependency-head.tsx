import Link from 'next/link'
import { verdictWords } from '@/components/inventory/verdict-words'
import { newMigrationHref } from '@/components/migration/migration-href'
import { AskButton } from '@/components/resolution/ask-button'
import { buttonClass } from '@/components/ui/button-class'
import { CopyButton } from '@/components/ui/copy-button'
import { HostText } from '@/components/ui/host-text'
import { Icon } from '@/components/ui/icon'
import { PageHead } from '@/components/ui/page-head'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import { providerWords } from './dependency-words'

/** Where this is, which host, how it stands, and what can be done. Asking goes through its worst alias. */
export function DependencyHead({ detail }: { detail: DependencyDetail }) {
  const { dependency, aliases } = detail
  const { host } = dependency
  const [worst] = aliases.items
  const provider = providerWords(dependency)
  return (
    <PageHead
      crumbs={
        <>
          <Link href="/dependencies" className="hover:text-fg">
            Dependencies
          </Link>
          {provider !== null && dependency.provider !== null && (
            <>
              <Icon name="right" size={12} />
              <Link
                href={`/dependencies?provider=${encodeURIComponent(dependency.provider)}`}
                className="truncate hover:text-fg"
              >
                {visibleText(provider)}
              </Link>
            </>
          )}
        </>
      }
      title={<HostText host={host} className="text-[17px]! font-normal tracking-normal max-sm:text-[15px]!" />}
      aside={
        <>
          <CopyButton text={host} label="Copy host" />
          <VerdictBadge severity={dependency.verdict.severity}>{verdictWords(dependency)}</VerdictBadge>
        </>
      }
      actions={
        <>
          {worst && <AskButton service={worst} className="max-sm:flex-1" />}
          <Link
            href={newMigrationHref(null, { pattern: 'retarget-many', host })}
            className={buttonClass('plain', 'md', 'max-sm:flex-1')}
          >
            Move these aliases…
          </Link>
          <Link href={`/?host=${encodeURIComponent(host)}`} className={buttonClass('plain', 'md', 'max-sm:flex-1')}>
            Show in inventory
          </Link>
        </>
      }
    />
  )
}
