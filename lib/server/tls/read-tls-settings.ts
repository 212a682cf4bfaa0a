import { AppError } from '@/lib/domain/app-error'
import type { Settings } from '@/lib/server/settings/settings'
import type { KeyPairPaths } from './read-key-pair'

/** Where certificate and key are that the console serves TLS with; null when it does not. Throws AppError `invalid` for one without the other. */
export function readTlsSettings({
  SIGNPOST_TLS_CERT_FILE: certPath,
  SIGNPOST_TLS_KEY_FILE: keyPath,
}: Settings): KeyPairPaths | null {
  if (certPath !== undefined && keyPath !== undefined) return { certPath, keyPath }
  if (certPath === undefined && keyPath === undefined) return null
  const [field, other] =
    certPath === undefined
      ? ['SIGNPOST_TLS_CERT_FILE', 'SIGNPOST_TLS_KEY_FILE']
      : ['SIGNPOST_TLS_KEY_FILE', 'SIGNPOST_TLS_CERT_FILE']
  const message = `is missing: ${other} alone serves no TLS`
  throw new AppError('invalid', `${field}: ${message}`, { causes: [{ field, message }] })
}
