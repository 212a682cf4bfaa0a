import { AppError } from '@/lib/domain/app-error'
import type { ServedCertificateOptions } from './served-certificate'

type Place = ServedCertificateOptions['place']

const key = Symbol.for('signpost.place-certificate')

/** Where `scripts/serve-tls.mjs` takes certificates. Throws AppError `invalid` where the console was not started by it. */
export function certificatePlace(): Place {
  const place = (globalThis as { [key]?: Place })[key]
  if (place !== undefined) return place
  throw new AppError('invalid', 'SIGNPOST_TLS_CERT_FILE: TLS is served by the built console alone')
}
