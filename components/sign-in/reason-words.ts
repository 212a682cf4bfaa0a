import type { SignInReason } from '@/lib/domain/session/sign-in-reason'

interface ReasonWords {
  /** `ok` where somebody wanted it so, `critical` where signing in again alone does not help. */
  severity: 'ok' | 'info' | 'warning' | 'critical'
  title: string
  /** Why, and what to do. */
  text: string
}

/** What the page of the sign-in says of each reason to be there. */
export const reasonWords: Record<SignInReason, ReasonWords> = {
  unauthenticated: { severity: 'info', title: 'Sign in first', text: 'This page is for those who signed in.' },
  'signed-out': {
    severity: 'ok',
    title: 'You are signed out',
    text: 'This browser holds nothing of the session any more.',
  },
  'session-idle': {
    severity: 'info',
    title: 'You were away',
    text: 'The session ended because nobody used it. Sign in to go on where you were.',
  },
  'session-over': {
    severity: 'info',
    title: 'The session is over',
    text: 'It reached the end of its lifetime. Sign in to go on where you were.',
  },
  'session-unreadable': {
    severity: 'warning',
    title: 'The session does not hold here any more',
    text: 'The keys that seal sessions were changed, or the console was started anew without keys of its own. Sign in to go on where you were.',
  },
  'session-ended': {
    severity: 'info',
    title: 'You signed out elsewhere',
    text: 'The sign-in provider ended the session.',
  },
  'session-refused': {
    severity: 'warning',
    title: 'The provider ended the session',
    text: 'It did not renew it: it was revoked, or is older than the provider allows.',
  },
  'token-expired': {
    severity: 'warning',
    title: 'The token has expired',
    text: 'The API server does not take it any more. Sign in with a new one to go on where you were.',
  },
  'token-refused': {
    severity: 'critical',
    title: 'The API server does not know this token',
    text: 'It is not complete, has expired, or is another cluster’s.',
  },
  'too-large': {
    severity: 'critical',
    title: 'The sign-in is too large for a session',
    text: 'What the provider says of you does not fit into cookies. Whoever runs the console can ask the provider for fewer groups or claims.',
  },
  'provider-unavailable': {
    severity: 'critical',
    title: 'The sign-in provider does not answer',
    text: 'Try again in a moment. Whoever runs the console finds the cause in its log.',
  },
  'provider-refused': {
    severity: 'critical',
    title: 'The provider did not sign you in',
    text: 'It refused, or you cancelled. Whoever runs the console finds the cause in its log.',
  },
  'sign-in-stale': {
    severity: 'warning',
    title: 'This sign-in took too long, or began elsewhere',
    text: 'It has to end within ten minutes in the browser in which it began. Start again.',
  },
  claims: {
    severity: 'critical',
    title: 'The provider does not say who you are',
    text: 'The claim that the settings name for the user is missing. Whoever runs the console finds its name in the log.',
  },
  'reserved-name': {
    severity: 'critical',
    title: 'You cannot sign in under this name',
    text: 'It is empty, or one of Kubernetes’ own (system:…).',
  },
  'cluster-refused': {
    severity: 'critical',
    title: 'The cluster does not take the provider’s token',
    text: 'You signed in at the provider, but the API server is not set up for it, or for this client.',
  },
  'cluster-unavailable': {
    severity: 'warning',
    title: 'The cluster does not answer',
    text: 'Nobody can be signed in before it does. Try again in a moment.',
  },
  'may-not-impersonate': {
    severity: 'critical',
    title: 'The console may not act for you',
    text: 'Its own identity lacks the right to impersonate your user or one of your groups.',
  },
  'proxy-peer': {
    severity: 'critical',
    title: 'This way leads past the proxy',
    text: 'Who you are is told by a proxy in front of the console, and this request did not come from it. Use the address of the proxy.',
  },
  'proxy-secret': {
    severity: 'critical',
    title: 'The proxy does not show its secret',
    text: 'The header with the shared secret is missing or wrong. Whoever runs the proxy has to set it.',
  },
  'proxy-user': {
    severity: 'critical',
    title: 'The proxy does not say who you are',
    text: 'The header with the user is missing. Whoever runs the proxy has to set it.',
  },
}
