import { createPrivateKey, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { AppError } from '@/lib/domain/app-error'
import { readSecretFile } from '@/lib/server/settings/read-secret-file'

/** A certificate with its chain and its key, in PEM, and until when it holds in milliseconds since the epoch. */
export interface KeyPair {
  cert: string
  key: string
  validUntilMs: number
}

export interface KeyPairPaths {
  certPath: string
  keyPath: string
}

const [certSetting, keySetting] = ['SIGNPOST_TLS_CERT_FILE', 'SIGNPOST_TLS_KEY_FILE']

/** The pair that two files hold. Throws AppError `invalid` that names the setting and what is wrong, never what the file says. */
export function readKeyPair({ certPath, keyPath }: KeyPairPaths): KeyPair {
  const cert = readSecretFile(certSetting, certPath)
  const key = readSecretFile(keySetting, keyPath)
  const certificate = parsed(certSetting, certPath, 'no certificate in PEM', () => new X509Certificate(cert))
  const privateKey = parsed(keySetting, keyPath, 'no private key in PEM without a passphrase', () =>
    createPrivateKey(key),
  )
  if (!certificate.checkPrivateKey(privateKey)) {
    throw refused(keySetting, `the key in ${keyPath} is not that of the certificate in ${certPath}`)
  }
  parsed(certSetting, certPath, 'a certificate that TLS cannot be spoken with', () =>
    createSecureContext({ cert, key, minVersion: 'TLSv1.2' }),
  )
  return { cert, key, validUntilMs: certificate.validToDate.getTime() }
}

function parsed<Value>(setting: string, path: string, otherwise: string, parse: () => Value): Value {
  try {
    return parse()
  } catch {
    throw refused(setting, `${path} holds ${otherwise}`)
  }
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid', `${field}: ${message}`, { causes: [{ field, message }] })
}
