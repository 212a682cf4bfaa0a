/** What a command writes to and asks of: the process, or a test. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>
  /** A line of the result. */
  print(line: string): void
  /** A line beside the result: progress, questions, what went wrong. */
  note(line: string): void
  /** Asks a question that is answered by yes or no; null where nobody sits there. */
  confirm: ((question: string) => Promise<boolean>) | null
  /** The text that was piped in. */
  readInput(): Promise<string>
}

/** How a command ends: 0 as it should, 1 with something found or refused, 2 used wrongly, 3 where a cluster could not be asked. */
export type ExitCode = 0 | 1 | 2 | 3
