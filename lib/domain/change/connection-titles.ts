/** Titles of the checks of a connection that did not pass. */
export const connectionTitles = {
  connects: 'The target does not answer on its port',
  tls: 'There is no TLS session with the target',
  certificate: 'The certificate of the target is not in order',
} as const
