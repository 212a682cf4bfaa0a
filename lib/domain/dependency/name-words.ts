/** Names side by side as far as `length` characters reach, at least one, and how many more there are: `mail, receipts +3`. */
export function nameWords(names: readonly string[], length: number): string {
  let words = names[0] ?? ''
  let said = 1
  for (const name of names.slice(1)) {
    if (words.length + name.length + 2 > length) break
    words += `, ${name}`
    said += 1
  }
  return names.length > said ? `${words} +${names.length - said}` : words
}
