import { connect, isIP, Socket } from 'node:net'

/** Opens a connection to an address, never to a name; gives the socket while it is still connecting. */
export type Dialer = (to: { address: string; port: number }) => Socket

const overrideKey = Symbol.for('signpost.dialer')

/**
 * The dialer of this machine, or the one that a preloaded module placed on `globalThis[Symbol.for('signpost.dialer')]`. It stands behind the
 * address guard either way. Throws TypeError for what is no address: names are never resolved here.
 */
export const systemDialer: Dialer = (to) => {
  if (isIP(to.address) === 0) throw new TypeError('only addresses can be dialled')
  const override: unknown = Reflect.get(globalThis, overrideKey)
  if (typeof override !== 'function') return connect({ host: to.address, port: to.port, autoSelectFamily: false })
  const socket: unknown = override({ address: to.address, port: to.port })
  if (!(socket instanceof Socket)) throw new TypeError('the dialer gave no socket')
  return socket
}
