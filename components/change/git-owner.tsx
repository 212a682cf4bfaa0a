import { SeverityGlyph } from '@/components/ui/severity-glyph'
import { visibleText } from '@/components/ui/visible-text'
import { delivererWords, type Owner, ownerNames, withinWords } from './git-words'

/** Who would revert a live write, by every signal; the weak ones are set apart. */
export function GitOwner({ owner }: { owner: Owner }) {
  return (
    <section aria-label="Who will revert it">
      <h3 className="flex h-8 items-center gap-2.5 border-b border-line font-semibold">
        <SeverityGlyph severity="critical" label={null} />
        Who {owner.heals === 'unknown' ? 'may' : 'will'} revert it{' '}
        <span className="font-normal text-fg-3">
          {ownerNames(owner)}
          {owner.rivals.length > 0 && ', in contradiction'}
        </span>
      </h3>
      <ul className="py-1">
        {owner.signals.map(({ says, strength }) => (
          <li key={says} className="flex gap-3 py-1">
            <SeverityGlyph
              severity={strength === 'strong' ? 'info' : 'unknown'}
              size={14}
              label={strength}
              className="mt-0.5"
            />
            <span className="min-w-0 wrap-anywhere">
              {visibleText(says)}
              {strength === 'weak' && <span className="text-fg-3"> decides nothing</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface LiveWriteProps {
  owner: Owner
  from: string | null
  onWriteLive: () => void
}

/** What would become of a live write, and the way to it for who needs it all the same. */
export function LiveWrite({ owner, from, onWriteLive }: LiveWriteProps) {
  const back = from === null ? 'back to what it was' : `back to ${visibleText(from)}`
  const after = owner.heals === 'unknown' ? 'at any time' : withinWords(owner)
  return (
    <section aria-label="If it were written live">
      <h3 className="flex h-8 items-center gap-2.5 border-b border-line font-semibold">If it were written live</h3>
      <div className="mt-2.5 flex h-7 text-11">
        <span className="grid w-14 shrink-0 place-items-center rounded-l-4 bg-ink px-1 text-on-ink">written</span>
        <span className="ml-0.5 flex min-w-0 flex-1 items-center rounded-r-4 border border-dashed border-line-3 px-2 text-fg-2">
          <span className="truncate">
            {back} {after}
          </span>
        </span>
      </div>
      <p className="mt-3 text-12 leading-[18px] text-fg-2">
        <button
          type="button"
          onClick={onWriteLive}
          className="font-medium text-fg underline underline-offset-2 max-sm:-my-3 max-sm:py-3"
        >
          Write it live anyway…
        </button>{' '}
        names the check, takes a reason, ends with this plan and stays in the record. Pause{' '}
        {visibleText(delivererWords(owner))} first, or it does not last.
      </p>
    </section>
  )
}
