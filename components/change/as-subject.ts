/** What a target is called, at the beginning of a sentence: words get their capital, a host stays as it is spelled. */
export function asSubject(to: string): string {
  const isHost = to.includes('.') && !to.includes(' ')
  return isHost ? to : to.charAt(0).toUpperCase() + to.slice(1)
}
