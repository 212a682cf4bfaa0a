import { clsx } from 'clsx'
import { Section } from '@/components/service/section'
import { Icon } from '@/components/ui/icon'
import { visibleText } from '@/components/ui/visible-text'
import { delivererWords, type Owner, withinWords } from './git-words'

interface GitStepsProps {
  owner: Owner
  /** Whether it is waited for already. */
  isProposed: boolean
}

/** What follows a change for the repository: a person merges it, the tool brings it, Signpost proves it. */
export function GitSteps({ owner, isProposed }: GitStepsProps) {
  const steps = [
    {
      title: 'You merge it',
      words: 'The plan waits 7 days for it. Another target from the repository ends it.',
      when: isProposed ? 'waiting' : '',
    },
    {
      title: `${visibleText(delivererWords(owner))} brings it`,
      words: bringWords(owner),
      when: owner.heals === 'self-heal' && owner.tool === 'flux' ? withinWords(owner) : '',
    },
    { title: 'Seen live, then verified', words: 'The same clock, checks and record as for a live change.', when: '' },
  ]
  return (
    <Section title="Then" note="Signpost goes on by itself">
      <ol aria-label="What follows" className="mt-1">
        {steps.map(({ title, words, when }, index) => {
          const isNow = index === 0
          return (
            <li key={title} className="relative grid grid-cols-[22px_minmax(0,1fr)_auto] gap-x-3.5 pb-4">
              {index < steps.length - 1 && (
                <span aria-hidden="true" className="absolute top-5.5 bottom-0 left-2.5 border-l-2 border-line-2" />
              )}
              <span
                aria-hidden="true"
                className={clsx(
                  'grid size-5.5 place-items-center rounded-full border-[1.5px] text-11',
                  isNow ? 'border-accent text-accent ring-2 ring-accent-bg' : 'border-line-3 text-fg-3',
                )}
              >
                {index + 1}
              </span>
              <b className={clsx('font-semibold', !isNow && 'text-fg-2')}>
                {title} {isNow && <span className="text-12 font-medium text-accent">now</span>}
              </b>
              <span className="flex items-center gap-1.5 text-12 text-fg-3">
                {isNow && isProposed && <Icon name="git" size={13} />}
                {when}
              </span>
              <p className="col-span-2 col-start-2 text-fg-2">{words}</p>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function bringWords({ heals }: Owner): string {
  const nothingElse = 'Nothing but the repository’s own tool writes the Service.'
  if (heals === 'next-sync') return `At its next sync, which somebody may have to start. ${nothingElse}`
  return heals === 'next-upgrade' ? `When somebody upgrades the release. ${nothingElse}` : nothingElse
}
