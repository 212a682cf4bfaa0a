import { AppError } from '@/lib/domain/app-error'

const maxLength = 300

/**
 * Why a kubeconfig's credentials could not be had, as `unavailable` with reason `credentials`. A plugin's or parser's own words are cut and
 * masked: what it printed may be the token itself.
 */
export function describeCredentialFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('unavailable', `the kubeconfig's credentials cannot be used: ${describe(error)}`, {
    reason: 'credentials',
    retryAfterSeconds: 10,
  })
}

function describe(error: unknown): string {
  if (error instanceof SyntaxError) return 'the credential plugin did not print JSON'
  if (error instanceof TypeError) return 'the credential plugin or the kubeconfig gave something that is no credential'
  if (!(error instanceof Error)) return 'unknown failure'
  const text = error.message
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\w+/=.-]{32,}/g, maskSecret)
  return text === '' ? 'the credential plugin failed without a word' : text.slice(0, maxLength)
}

// Paths and host names stay readable: long runs are masked only where they look like a token.
function maskSecret(run: string): string {
  const isPath = run.includes('/') && !run.includes('=') && run.split('/').every((part) => part.length < 32)
  return isPath ? run : '…'
}
