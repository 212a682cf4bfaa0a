'use client'

import Link from 'next/link'
import { aliasHref } from '@/components/action/alias-actions'
import { buttonClass } from '@/components/ui/button-class'
import { HostWords } from '@/components/ui/host-words'
import { sentence } from '@/components/ui/sentence'
import { visibleText } from '@/components/ui/visible-text'
import type { FindingItem } from '@/lib/contract/findings'
import { SuppressButton } from './suppress-button'

/** Evidence, cause and fix of a finding, below the row it belongs to. */
export function FindingDetails({ item }: { item: FindingItem }) {
  const { cause, evidence, fix, target, suppressed, code } = item
  const hosts = target === null ? [] : [target]
  return (
    <tr className="block border-b border-line bg-rail shadow-[inset_2px_0_0_var(--color-accent)]">
      <td className="block px-4 py-3 md:pl-12" colSpan={6}>
        <dl className="grid max-w-[96ch] grid-cols-[72px_minmax(0,1fr)] gap-x-3 gap-y-1.5">
          <Part name="Seen">
            <HostWords text={sentence(evidence)} hosts={hosts} />
          </Part>
          <Part name="Cause">{visibleText(cause)}</Part>
          <Part name="Fix">
            <HostWords text={fix} hosts={hosts} />
          </Part>
          {suppressed && (
            <Part name="Accepted">
              until {suppressed.until}: {visibleText(suppressed.reason)}
            </Part>
          )}
        </dl>
        <p className="mt-3 flex flex-wrap items-center gap-2">
          <Link href={aliasHref(item)} prefetch={false} className={buttonClass()}>
            Open {item.name}
          </Link>
          <SuppressButton service={item} code={code} isSuppressed={suppressed !== null} />
          <span className="mono-11 text-fg-3">{code}</span>
        </p>
      </td>
    </tr>
  )
}

function Part({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-12 text-fg-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
