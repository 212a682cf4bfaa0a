const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1'])

/** Where the server listens: the standalone one on HOSTNAME, the development server is always told 127.0.0.1. */
export function listeningHost({ NODE_ENV: mode, HOSTNAME: host }: Record<string, string | undefined>): string {
  return mode === 'production' ? (host ?? '0.0.0.0') : '127.0.0.1'
}

/** Whether only programs of the machine reach what listens there. */
export function isLoopbackHost(host: string): boolean {
  return loopbackHosts.has(host)
}
