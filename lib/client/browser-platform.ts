import type { StreamPlatform } from './event-stream'

/** The stream's seams as a browser has them; locks exist only where the page is trusted (HTTPS or loopback). */
export function browserPlatform(): StreamPlatform {
  return {
    locks: 'locks' in navigator ? navigator.locks : null,
    openChannel: 'BroadcastChannel' in window ? (name) => new BroadcastChannel(name) : null,
    openSource: (url) => new EventSource(url),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    random: Math.random,
  }
}
