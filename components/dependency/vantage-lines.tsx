import { clsx } from 'clsx'
import { connectionWords } from '@/components/probe/probe-words'
import { HopList } from '@/components/resolution/hop-list'
import { Section } from '@/components/service/section'
import { Icon } from '@/components/ui/icon'
import { VerdictBadge } from '@/components/ui/verdict-badge'
import { visibleText } from '@/components/ui/visible-text'
import type { DependencyDetail } from '@/lib/contract/dependencies'
import { certificateWords } from '@/lib/domain/probe/certificate-words'
import { outcomeWords } from '@/lib/domain/resolution/outcome-words'

type Answer = DependencyDetail['views'][number]['vantages'][number]

/** A line for each vantage of each cluster, which unfolds into its hops; the broken ones are unfolded. Then the certificate. */
export function VantageLines({ detail: { dependency, views, probe } }: { detail: DependencyDetail }) {
  const isOne = views.length < 2
  return (
    <Section title="From each vantage" note={agreement(views.flatMap(({ vantages }) => vantages))}>
      {views.map(({ cluster, vantages }) =>
        vantages.map((answer) => (
          <VantageLine
            key={`${cluster} ${answer.vantage}`}
            name={isOne ? answer.vantage : `${cluster}, ${answer.vantage}`}
            isOne={isOne}
            answer={answer}
            host={dependency.host}
          />
        )),
      )}
      <p className="flex min-h-8 items-center gap-3">
        <span className="w-16 text-fg-2">certificate</span>
        <span className="min-w-0 truncate text-fg-3">{certificateLine(probe)}</span>
      </p>
    </Section>
  )
}

function certificateLine(probe: DependencyDetail['probe']): string {
  if (probe === null) return 'not probed'
  return probe.certificate === null ? connectionWords(probe) : certificateWords(probe.certificate)
}

interface VantageLineProps {
  name: string
  /** There is one cluster, which the name leaves out. */
  isOne: boolean
  answer: Answer
  host: string
}

function VantageLine({ name, isOne, answer, host }: VantageLineProps) {
  const isBroken = answer.addresses.length === 0 && answer.verdict.code !== 'NOT_ASKED'
  return (
    <details open={isBroken} className="group/vantage">
      <summary className="flex min-h-8 cursor-pointer items-center gap-3 rounded-4 hover:bg-hover">
        <span className={clsx('shrink-0 truncate text-fg-2', isOne ? 'w-16' : 'w-32')} title={name}>
          {name}
        </span>
        <VerdictBadge severity={answer.verdict.severity}>{outcomeWords[answer.verdict.code]}</VerdictBadge>
        <span className="min-w-0 flex-1 truncate text-right text-12 text-fg-3">{tally(answer)}</span>
        <Icon name="chevron" size={14} className="shrink-0 text-fg-3 group-open/vantage:rotate-180" />
      </summary>
      <div className="pb-2">
        <HopList answer={answer} target={host} />
        <p className="text-12 wrap-anywhere text-fg-2">{visibleText(answer.verdict.summary)}</p>
        {answer.resolver !== null && <p className="text-12 text-fg-3">Asked at {visibleText(answer.resolver)}</p>}
      </div>
    </details>
  )
}

function tally({ hops, addresses, elapsedMs, askedAt }: Answer): string {
  if (askedAt === null) return 'not asked'
  const names = new Set(hops.map(({ owner }) => owner)).size
  const took = elapsedMs >= 1000 ? `${(elapsedMs / 1000).toFixed(1)} s` : `${Math.round(elapsedMs)} ms`
  const counted = [
    ...(names > 0 ? [`${names} ${names === 1 ? 'hop' : 'hops'}`] : []),
    ...(addresses.length > 0 ? [`${addresses.length} ${addresses.length === 1 ? 'address' : 'addresses'}`] : []),
  ]
  return [...counted, took].join(', ')
}

function agreement(answers: readonly Answer[]): string | undefined {
  const asked = answers.filter(({ askedAt }) => askedAt !== null)
  if (asked.length < 2) return undefined
  const codes = new Set(asked.map(({ verdict }) => verdict.code))
  if (codes.size > 1) return 'they differ'
  if (asked.every((answer) => answer.addresses.length === 0)) return 'same verdict'
  const addresses = new Set(asked.map((answer) => [...answer.addresses].sort().join()))
  return addresses.size === 1 ? 'same verdict, same addresses' : 'same verdict, other addresses'
}
