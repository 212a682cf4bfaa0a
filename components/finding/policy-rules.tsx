import { Segments } from '@/components/ui/segments'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { FindingPolicy } from '@/lib/contract/finding-policy'
import { findingWords } from '@/lib/domain/finding/finding-words'
import type { PolicyAction } from '@/lib/domain/finding/policy/policy-actions'

type Rule = FindingPolicy['rules'][number]

interface PolicyRulesProps {
  rules: readonly Rule[]
  onAction: (code: string, action: PolicyAction | null) => void
}

const options = [
  { value: 'off', label: 'Off' },
  { value: 'warn', label: 'Warn' },
  { value: 'audit', label: 'Audit' },
  { value: 'deny', label: 'Deny' },
] as const

/** Each rule with what is done for it, and how many aliases that meets at their next write. */
export function PolicyRules({ rules, onAction }: PolicyRulesProps) {
  return (
    <ul aria-label="Rules">
      {rules.map(({ code, severity, action, aliases, cause }) => (
        <li
          key={code}
          className="flex min-h-11 items-center gap-2 border-b border-line px-5 py-1.5 last:border-b-0 max-sm:flex-wrap max-sm:px-4"
        >
          <SeverityGlyph severity={severity} className="shrink-0" />
          <span className="min-w-0 flex-1 max-sm:basis-[70%]" title={cause}>
            <span className="block truncate">{findingWords(code)}</span>
            <span className="block truncate text-11 text-fg-3">
              <span className="mono-11">{code}</span> · {has(aliases)}
            </span>
          </span>
          <Segments
            label={`What is done for ${findingWords(code)}`}
            value={action ?? 'off'}
            options={options}
            onSelect={(value) => onAction(code, value === 'off' ? null : value)}
          />
        </li>
      ))}
    </ul>
  )
}

function has(aliases: number): string {
  if (aliases === 0) return 'no alias has it now'
  return aliases === 1 ? '1 alias has it now' : `${aliases} aliases have it now`
}
