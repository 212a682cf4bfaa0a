import { randomUUID } from 'node:crypto'

const plausible = /^[A-Za-z0-9][A-Za-z0-9._:-]{7,63}$/

/** The id of a request: what its `X-Request-Id` says where that is 8 to 64 plain characters, else a UUID made here. */
export function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && plausible.test(given) ? given : randomUUID()
}
