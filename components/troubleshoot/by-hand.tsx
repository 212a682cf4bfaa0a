import { Section } from '@/components/service/section'
import { CopyButton } from '@/components/ui/copy-button'
import { type ShellLine, ShellLines } from '@/components/ui/shell-lines'
import type { CaseView } from '@/lib/contract/troubleshoot'

/** The lines that show the same by hand, each once, with what it gave here. */
export function ByHand({ found }: { found: CaseView }) {
  const commands = distinct(
    found.steps.flatMap(({ commands: own, state }) =>
      own.map((each) => ({ ...each, isCritical: state === 'critical' })),
    ),
  )
  const all = commands.map(({ line }) => line).join('\n')
  return (
    <Section
      title="The same by hand"
      note="with what it gave"
      action={<CopyButton text={`${all}\n`} label="Copy all lines" />}
      className="border-t border-line"
    >
      <ShellLines lines={commands} />
    </Section>
  )
}

function distinct(commands: readonly ShellLine[]): ShellLine[] {
  const byLine = new Map<string, ShellLine>()
  for (const command of commands) {
    const known = byLine.get(command.line)
    if (known === undefined || known.gave === null) byLine.set(command.line, command)
  }
  return [...byLine.values()]
}
