import type { CertificateTrust } from './certificate-trust'

/** What of a certificate is worth a few words; `daysLeft` is negative after its end, null when its dates cannot be read. */
export interface CertificateGist {
  daysLeft: number | null
  trust: CertificateTrust['kind']
  isHostCovered: boolean
}

const trustWords: Readonly<Record<CertificateTrust['kind'], string>> = {
  public: 'public CA',
  'private-ca': 'private CA',
  'self-signed': 'signed by itself',
  broken: 'chain is broken',
}

/** `ends in 84 d, private CA`: what a certificate is worth, in a few words. */
export function certificateWords({ daysLeft, trust, isHostCovered }: CertificateGist): string {
  const names = isHostCovered ? [] : ['for another name']
  return [endWords(daysLeft), ...names, trustWords[trust]].join(', ')
}

/** `ends in 84 d`, `ended 3 d ago`. */
function endWords(daysLeft: number | null): string {
  if (daysLeft === null) return 'dates cannot be read'
  const length = lengthWords(daysLeft)
  return daysLeft < 0 ? `ended ${length} ago` : `ends in ${length}`
}

/** `certificate matches, private CA, 84 d left`: what a server's certificate says to the client that asked for the target. */
export function certificateReply({ daysLeft, trust, isHostCovered }: CertificateGist): string {
  const match = isHostCovered ? 'certificate matches' : 'certificate for another name'
  const end = daysLeft === null || daysLeft < 0 ? endWords(daysLeft) : `${lengthWords(daysLeft)} left`
  return [match, trustWords[trust], end].join(', ')
}

function lengthWords(daysLeft: number): string {
  const days = Math.floor(Math.abs(daysLeft))
  return days === 0 ? `${Math.floor(Math.abs(daysLeft) * 24)} h` : `${days} d`
}
