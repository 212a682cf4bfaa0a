/** A text that ends as a sentence does: what systems say often lacks the period. */
export function sentence(text: string): string {
  return text.replace(/[^.!?…]$/u, '$&.')
}
