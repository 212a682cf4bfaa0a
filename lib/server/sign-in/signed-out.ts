import { AppError } from '@/lib/domain/app-error'
import type { SignInReason } from '@/lib/domain/session/sign-in-reason'

const sentences: Partial<Record<SignInReason, string>> = {
  unauthenticated: 'Sign in first.',
  'signed-out': 'You signed out.',
  'session-idle': 'You were not seen for longer than a session is kept.',
  'session-over': 'The session reached its end.',
  'session-unreadable': 'The session was sealed by a key that does not hold here.',
  'session-ended': 'The sign-in provider ended the session.',
  'token-expired': 'The API server does not take the token of this session any more.',
}

/** The AppError `unauthenticated` of a reason why somebody is not signed in, with its sentence. */
export function signedOut(reason: SignInReason): AppError {
  return new AppError('unauthenticated', sentences[reason] ?? 'Sign in again.', { reason })
}
