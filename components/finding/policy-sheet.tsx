'use client'

import { useQuery } from '@tanstack/react-query'
import { CodeBlock } from '@/components/service/code-block'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { CopyButton } from '@/components/ui/copy-button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { QuerySheet } from '@/components/ui/query-sheet'
import { ShellLines } from '@/components/ui/shell-lines'
import { visibleText } from '@/components/ui/visible-text'
import { findingPolicyQuery, findingPolicyUrl } from '@/lib/client/finding-policy-query'
import type { FindingPolicy } from '@/lib/contract/finding-policy'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { PolicyRules } from './policy-rules'

interface PolicySheetProps {
  /** Each `CODE:action`. */
  chosen: readonly string[]
  /** Whose DNS domain the rules are for; the first one's where it is not said. */
  cluster: string | null
  onChoose: (chosen: string[]) => void
  onClose: () => void
}

const file = 'signpost-policy.yaml'

/** Chooses rules that the API server is to hold every alias to, and gives them as YAML to apply. */
export function PolicySheet({ chosen, cluster, onChoose, onClose }: PolicySheetProps) {
  const choice = { rule: chosen, ...(cluster === null ? {} : { cluster }) }
  return (
    <QuerySheet
      title="Rules as admission policy"
      query={useQuery(findingPolicyQuery(choice))}
      failed="The policies could not be made"
      onClose={onClose}
      foot={({ yaml }) =>
        yaml !== '' && (
          <>
            <p className="min-w-0 flex-1 truncate text-12 text-fg-3">Nothing is applied from here</p>
            <CopyButton text={yaml} label="Copy YAML" />
            <a href={findingPolicyUrl(choice)} download className={buttonClass('ink', 'lg')}>
              <Icon name="download" size={14} />
              Download YAML
            </a>
          </>
        )
      }
    >
      {(policy) => <Policy policy={policy} onChoose={onChoose} />}
    </QuerySheet>
  )
}

function Policy({ policy, onChoose }: { policy: FindingPolicy; onChoose: (chosen: string[]) => void }) {
  const { rules, yaml, cluster, clusterDomain } = policy
  const choose = (actionOf: (rule: FindingPolicy['rules'][number]) => string | null) =>
    onChoose(
      rules.flatMap((rule) => {
        const action = actionOf(rule)
        return action === null ? [] : [`${rule.code}:${action}`]
      }),
    )
  return (
    <>
      <p className="max-w-[90ch] px-5 pt-4 text-fg-2 max-sm:px-4">
        What the API server is to do when somebody writes a Service of type ExternalName that a rule says something of:
        warn them, note it in its audit log, or refuse it. What <span className="mono">signpost/suppress</span> accepts
        passes until its day ends.
        {cluster !== null && (
          <>
            {' '}
            For cluster {visibleText(cluster)}, domain <span className="mono">{visibleText(clusterDomain)}</span>.
          </>
        )}
      </p>
      <p className="flex flex-wrap gap-1.5 px-5 pt-3 max-sm:px-4">
        <Button onClick={() => choose(() => 'warn')}>Warn of all</Button>
        <Button onClick={() => choose(({ severity }) => usual.get(severity) ?? null)}>
          Deny critical, warn of warnings
        </Button>
        <Button onClick={() => choose(() => null)}>None</Button>
      </p>
      <div className="mt-3 grid border-t border-line md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <PolicyRules
          rules={rules}
          onAction={(code, action) => choose((rule) => (rule.code === code ? action : rule.action))}
        />
        <div className="min-w-0 px-4 py-3 max-md:border-t max-md:border-line md:border-l md:border-line">
          {yaml === '' ? (
            <EmptyState title="Nothing chosen">Choose what is done for a rule.</EmptyState>
          ) : (
            <Made policy={policy} />
          )}
        </div>
      </div>
      <Impossible impossible={policy.impossible} />
    </>
  )
}

const usual: ReadonlyMap<string, string> = new Map([
  ['critical', 'deny'],
  ['warning', 'warn'],
])

function Made({ policy: { yaml, removal } }: { policy: FindingPolicy }) {
  return (
    <>
      <ShellLines label="To apply and to remove" lines={[{ line: `kubectl apply -f ${file}` }, { line: removal }]} />
      <div className="mt-3 mb-2 flex items-center gap-2">
        <h3 className="mono min-w-0 flex-1 truncate">{file}</h3>
        <CopyButton text={yaml} label={`Copy ${file}`} />
      </div>
      <CodeBlock text={yaml} label={file} keys />
    </>
  )
}

function Impossible({ impossible }: Pick<FindingPolicy, 'impossible'>) {
  return (
    <details className="border-t border-line px-5 py-3 text-12 text-fg-2 max-sm:px-4">
      <summary>{impossible.length} rules cannot be a policy: they need more than the Service and its namespace</summary>
      <ul className="mt-1 grid gap-0.5">
        {impossible.map(({ code, why }) => (
          <li key={code}>
            {findingWords(code)}: {why}
          </li>
        ))}
      </ul>
    </details>
  )
}
