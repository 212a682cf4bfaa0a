import { visibleText } from '@/components/ui/visible-text'

/** A text with the words that were searched for in accent. */
export function MatchText({ text, words }: { text: string; words: string }) {
  const shown = visibleText(text)
  return parts(shown, words).map(({ at, part, isMatch }) =>
    isMatch ? (
      <b key={at} className="font-semibold text-accent">
        {part}
      </b>
    ) : (
      part
    ),
  )
}

interface Part {
  at: number
  part: string
  isMatch: boolean
}

function parts(text: string, words: string): Part[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const lower = text.toLowerCase()
  // Some letters change their length in lower case; then places in the one are not places in the other.
  if (wanted.length === 0 || lower.length !== text.length) return [{ at: 0, part: text, isMatch: false }]
  const marked = new Array<boolean>(text.length).fill(false)
  for (const word of wanted) {
    for (let at = lower.indexOf(word); at !== -1; at = lower.indexOf(word, at + word.length)) {
      marked.fill(true, at, at + word.length)
    }
  }
  const found: Part[] = []
  for (let at = 0; at < text.length; at += 1) {
    const last = found.at(-1)
    const isMatch = marked[at] ?? false
    if (last?.isMatch === isMatch) last.part += text[at]
    else found.push({ at, part: text[at] ?? '', isMatch })
  }
  return found
}
