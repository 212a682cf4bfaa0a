import type { Symptom } from '@/lib/domain/troubleshoot/symptom'

/** Each symptom as people say it, and what an application typically writes then. */
export const symptomWords: Readonly<Record<Symptom, { title: string; example: string }>> = {
  'resolution-fails': { title: 'Name not found', example: 'ENOTFOUND, no such host' },
  'connection-times-out': { title: 'Times out or refused', example: 'ETIMEDOUT, i/o timeout' },
  'tls-errors': { title: 'Certificate refused', example: 'ALTNAME_INVALID, x509' },
  'intermittent-failures': { title: 'Fails now and then', example: 'ECONNRESET, then it works' },
}
