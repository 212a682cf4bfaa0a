/** What a command was given; each reads its own part. */
export interface Given {
  words: readonly string[]
  context: string | undefined
  json: boolean
  timeoutMs: number
  files: readonly string[]
  failOn: string
  namespace: string | undefined
  yes: boolean
  dryRun: boolean
  acknowledge: readonly string[]
  overrides: readonly string[]
  reason: string | undefined
}
