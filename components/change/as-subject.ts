/** What a target is called, at the beginning of a sentence: a lane gets its capital, a host stays as it is spelled. */
export function asSubject(to: string): string {
  return to.includes('.') ? to : to.charAt(0).toUpperCase() + to.slice(1)
}
