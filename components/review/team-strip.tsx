'use client'

import { clsx } from 'clsx'
import type { ReviewTeam } from '@/lib/contract/reviews'
import { teamWords } from './review-words'
import { TeamProgress } from './team-progress'
import type { ReviewsUrl } from './use-reviews-url'

/** How far each team is; pressing one shows what is theirs. */
export function TeamStrip({ teams, url }: { teams: readonly ReviewTeam[]; url: ReviewsUrl }) {
  return (
    <section aria-label="Progress per team" className="edge shrink-0 border-b border-line">
      {teams.map((team) => {
        const isPressed = url.params.team.includes(team.team ?? 'none')
        return (
          <button
            key={team.team ?? ''}
            type="button"
            aria-pressed={isPressed}
            onClick={() => url.toggleTeam(team.team)}
            className={clsx(
              'min-w-0 flex-[1_0_184px] border-r border-line px-4 pt-2.5 pb-3 text-left last:border-r-0 first:pl-5 focus-visible:shadow-focus-in max-sm:flex-[0_0_150px]',
              isPressed ? 'bg-selected shadow-[inset_0_-2px_0_var(--color-accent)]' : 'hover:bg-hover',
            )}
          >
            <span className="flex items-baseline gap-1.5 whitespace-nowrap">
              <bdi className={clsx('truncate font-medium', team.team === null && 'text-warning')}>
                {teamWords(team.team)}
              </bdi>
              {team.isMine && <span className="text-11 text-fg-3">yours</span>}
              <span className="ml-auto pl-2 text-12 text-fg-3">
                {team.done}/{team.total}
              </span>
            </span>
            <TeamProgress team={team} />
          </button>
        )
      })}
    </section>
  )
}
