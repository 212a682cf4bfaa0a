import { shellWord } from './shell-word'

/** A line for a POSIX shell from a template: what the template says stands as it is, every value in it becomes one quoted word. */
export function shellLine(parts: TemplateStringsArray, ...words: readonly string[]): string {
  return parts.map((part, index) => (index < words.length ? `${part}${shellWord(words[index] ?? '')}` : part)).join('')
}
