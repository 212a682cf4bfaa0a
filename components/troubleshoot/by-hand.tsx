import { clsx } from 'clsx'
import { Section } from '@/components/service/section'
import { CopyButton } from '@/components/ui/copy-button'
import { visibleText } from '@/components/ui/visible-text'
import type { CaseView } from '@/lib/contract/troubleshoot'

interface Command {
  line: string
  gave: string | null
  isCritical: boolean
}

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
      <ol>
        {commands.map(({ line, gave, isCritical }) => (
          <li
            key={line}
            className="grid min-h-8 grid-cols-[14px_minmax(0,1fr)_auto] items-center gap-x-1 border-b border-line last:border-b-0"
          >
            <span aria-hidden="true" className="mono text-fg-3">
              $
            </span>
            <code
              className="mono truncate max-sm:py-1.5 max-sm:break-all max-sm:whitespace-normal"
              title={visibleText(line)}
            >
              {visibleText(line)}
            </code>
            <CopyButton text={line} label="Copy line" className="-mr-1.5" />
            {gave !== null && (
              <span
                className={clsx(
                  'mono-11 col-start-2 -mt-0.5 truncate pb-1.5',
                  isCritical ? 'text-critical' : 'text-fg-3',
                )}
                title={visibleText(gave)}
              >
                {visibleText(gave)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function distinct(commands: readonly Command[]): Command[] {
  const byLine = new Map<string, Command>()
  for (const command of commands) {
    const known = byLine.get(command.line)
    if (known === undefined || known.gave === null) byLine.set(command.line, command)
  }
  return [...byLine.values()]
}
