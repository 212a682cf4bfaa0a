import { relative } from 'node:path'
import { type DemoOptions, startDemo } from './start-demo.ts'

const sameSignalMs = 1000
const report = (line: string) => console.log(`signpost: ${line}`)

/** Runs the demo until it is told to end; gives the exit code. */
export async function runDemo(options: Omit<DemoOptions, 'report' | 'signal'>): Promise<number> {
  const stopping = new AbortController()
  const asked = nextSignal()
  const interrupted = asked.then(() => stopping.abort())
  const startedAt = performance.now()
  try {
    const demo = await startDemo({ ...options, report, signal: stopping.signal })
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(welcome({ ...demo, seconds }))
    const lastWords = await Promise.race([demo.ended, interrupted])
    report('stopping')
    await demo.stop()
    if (lastWords === undefined || stopping.signal.aborted) return 0
    console.error(`The console ended by itself; it said:\n${lastWords.trim()}`)
    return 1
  } catch (error) {
    if (stopping.signal.aborted) return 0
    console.error(`signpost: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

function welcome(demo: { url: string; metricsUrl: string; kubeconfigPath: string; seconds: string }): string {
  return `
  Signpost is ready (${demo.seconds} s):  ${demo.url}
  Figures for Prometheus:  ${demo.metricsUrl}

  kubectl --kubeconfig ${relative(process.cwd(), demo.kubeconfigPath)} get services -A
  Ctrl-C ends it.
`
}

// Asked a second time it ends at once. One Ctrl-C arrives twice: from the terminal, and from npm, which passes on its own.
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    let askedAt: number | null = null
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(name, () => {
        if (askedAt !== null && performance.now() - askedAt > sameSignalMs) process.exit(1)
        askedAt ??= performance.now()
        resolve()
      })
  })
}
