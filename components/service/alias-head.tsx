import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { verdictWords } from '@/components/inventory/verdict-words'
import { AskButton } from '@/components/resolution/ask-button'
import { buttonClass } from '@/components/ui/button-class'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon } from '@/components/ui/icon'
import { LaneMark } from '@/components/ui/lane-arm'
import { PageHead } from '@/components/ui/page-head'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import type { ServiceDetail } from '@/lib/contract/services'
import type { Severity } from '@/lib/domain/resolution/severity'
import { AliasActions } from './alias-actions'
import type { AliasTab } from './alias-tab'
import { DeniedNote } from './denied-note'

/** Where this is, what it is called, how it stands, and what can be done with it. */
export function AliasHead({ detail, isGone, tab }: { detail: ServiceDetail; isGone: boolean; tab: AliasTab }) {
  const { row } = detail
  const colour = row.group?.role === 'blue' || row.group?.role === 'green' ? row.group.role : null
  return (
    <PageHead
      crumbs={
        <>
          <Link href={`/?cluster=${encodeURIComponent(row.cluster)}`} className="hover:text-fg max-sm:hidden">
            {row.cluster}
          </Link>
          <Icon name="right" size={12} className="max-sm:hidden" />
          <Link href={`/?namespace=${encodeURIComponent(row.namespace)}`} className="hover:text-fg">
            {row.namespace}
          </Link>
          {!isGone && row.type === 'ExternalName' && <DeniedNote detail={detail} />}
        </>
      }
      title={
        <span className="flex items-center gap-2">
          <span className="truncate" title={row.name}>
            {row.name}
          </span>
          {colour && <LaneMark colour={colour} />}
        </span>
      }
      aside={
        <>
          <span className="flex min-w-0 items-center gap-1">
            <span className="mono truncate text-fg-3" title={row.serviceName}>
              {row.serviceName}
            </span>
            <CopyButton text={row.serviceName} label="Copy service name" />
          </span>
          {row.target === null ? (
            <VerdictBadge severity="info">No external name</VerdictBadge>
          ) : (
            <VerdictBadge severity={row.verdict.severity}>{verdictWords(row)}</VerdictBadge>
          )}
        </>
      }
      actions={
        <>
          {!isGone && tab !== 'troubleshoot' && row.target !== null && isTrouble(row.verdict.severity) && (
            <Link href={aliasHref(row, 'troubleshoot')} className={buttonClass('quiet', 'md', 'max-sm:hidden')}>
              Troubleshoot
            </Link>
          )}
          {!isGone && row.target !== null && <AskButton service={row} className="max-sm:flex-1" />}
          <AliasActions detail={detail} isGone={isGone} />
        </>
      }
    />
  )
}

function isTrouble(severity: Severity): boolean {
  return severity === 'critical' || severity === 'warning' || severity === 'unknown'
}
