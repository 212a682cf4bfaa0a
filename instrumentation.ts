/** Next calls this once before the first request; work that needs Node lives in its own module, loaded only there. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startConsole } = await import('./instrumentation-node')
  startConsole()
}
