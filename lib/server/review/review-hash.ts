import { createHash } from 'node:crypto'
import type { Alias } from '@/lib/domain/alias/alias'
import { canonicalSubject, reviewSubject } from '@/lib/domain/review/review-subject'

// Every state of an alias is an object of its own, so that its hash is made once.
const known = new WeakMap<Alias, string>()

/** What a sign-off of an alias as it is now is bound to: SHA-256 of its canonical subject, 64 hexadecimal digits. */
export function reviewHash(alias: Alias): string {
  const before = known.get(alias)
  if (before !== undefined) return before
  const hash = createHash('sha256')
    .update(canonicalSubject(reviewSubject(alias)))
    .digest('hex')
  known.set(alias, hash)
  return hash
}
