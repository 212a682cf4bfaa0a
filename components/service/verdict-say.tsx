import { HostWords } from '@/components/ui/host-words'
import { SeverityGlyph } from '@/components/ui/severity-glyph'
import type { VerdictSentence } from './verdict-sentence'

/** The verdict in a sentence: what is so, whose side, what to do. */
export function VerdictSay({ sentence, hosts }: { sentence: VerdictSentence; hosts: readonly string[] }) {
  return (
    <section
      aria-label="Verdict"
      className="grid shrink-0 grid-cols-[18px_minmax(0,1fr)] gap-x-3 border-b border-line px-5 py-3 max-sm:px-4"
    >
      <SeverityGlyph severity={sentence.severity} size={18} className="mt-0.5" />
      <h2 className="text-15 font-semibold tracking-[-0.01em] break-words">
        <HostWords text={sentence.title} hosts={hosts} />
      </h2>
      {(sentence.side !== null || sentence.detail !== '') && (
        <p className="col-start-2 max-w-[110ch] break-words text-fg-2">
          {sentence.side !== null && <b className="font-semibold text-fg">{sentence.side} </b>}
          <HostWords text={sentence.detail} hosts={hosts} />
        </p>
      )}
    </section>
  )
}
