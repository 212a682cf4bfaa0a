import { connect, Socket } from 'node:net'
import { type DialTable, doorAt } from './dial-table.ts'

const loopback = '127.0.0.1'

/** A way to open connections that ends at the endpoints of the table, whatever address it is given; what has no door there is refused. */
export function createDialer(table: DialTable): (to: { address: string; port: number }) => Socket {
  return ({ address, port }) => {
    const door = doorAt(table, address, port)
    if (door === 'refused') return new Socket().destroy(refusal(address, port))
    // Never connected: as to a caller whose packets are dropped on the way.
    if (door === 'silent') return new Socket()
    return connect({ host: loopback, port: door, autoSelectFamily: false })
  }
}

function refusal(address: string, port: number): Error {
  const details = { code: 'ECONNREFUSED', syscall: 'connect', address, port }
  return Object.assign(new Error(`connect ECONNREFUSED ${address}:${port}`), details)
}
