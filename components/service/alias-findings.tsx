'use client'

import { SuppressButton } from '@/components/finding/suppress-button'
import { visibleText } from '@/components/ui/visible-text'
import type { ServiceDetail } from '@/lib/contract/services'
import { Findings } from './findings'
import { Section } from './section'

/** What the rules say of the alias; what is accepted for a time is folded away below. */
export function AliasFindings({ detail, hosts }: { detail: ServiceDetail; hosts: readonly string[] }) {
  const open = detail.findings.filter(({ suppressed }) => suppressed === null)
  const accepted = detail.findings.filter(({ suppressed }) => suppressed !== null)
  return (
    <Section title="Findings" note={open.length || undefined}>
      <Findings
        findings={open}
        hosts={hosts}
        action={({ code }) => <SuppressButton service={detail.row} code={code} isSuppressed={false} isOneOfMany />}
      />
      {accepted.length > 0 && (
        <details className="border-t border-line pt-2">
          <summary className="w-fit cursor-pointer rounded-4 text-fg-2">{accepted.length} accepted for a time</summary>
          <Findings
            findings={accepted}
            hosts={hosts}
            action={({ code }) => (
              <>
                <span className="w-full text-right text-12 text-fg-3 max-sm:text-left">
                  {acceptedWords(accepted, code)}
                </span>
                <SuppressButton service={detail.row} code={code} isSuppressed isOneOfMany />
              </>
            )}
          />
        </details>
      )}
    </Section>
  )
}

function acceptedWords(accepted: ServiceDetail['findings'], code: string): string {
  const suppressed = accepted.find((finding) => finding.code === code)?.suppressed ?? null
  return suppressed === null ? '' : `Until ${suppressed.until}: ${visibleText(suppressed.reason)}`
}
