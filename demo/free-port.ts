import { listenOnLoopback } from './endpoints/listen-on-loopback.ts'

/** A port of loopback that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const { port, stop } = await listenOnLoopback((socket) => socket.destroy())
  await stop()
  return port
}
