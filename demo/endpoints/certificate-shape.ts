/** What is to be said of a certificate that a server of the outside world shows. */
export interface CertificateShape {
  /**
   * `known`: the public authority, or for names of the company its own, with the intermediate; `left-out`: the same, but the intermediate is not
   * sent; `private`: an authority that nobody knows, whose root is sent; `itself`: nobody.
   */
  readonly signedBy: 'known' | 'left-out' | 'private' | 'itself'
  readonly beganDaysAgo: number
  /** Negative for one that has ended. */
  readonly endsInDays: number
  /** Instead of the name that the client asks for. */
  readonly names?: readonly string[]
}

/** A certificate that nobody complains about. */
export const goodCertificate: CertificateShape = { signedBy: 'known', beganDaysAgo: 20, endsInDays: 70 }
