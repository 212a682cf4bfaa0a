import { findingWords } from '@/lib/domain/finding/finding-words'
import { outcomeSeverity } from '@/lib/domain/resolution/outcome-severity'
import { outcomeWords } from '@/lib/domain/resolution/outcome-words'
import { outcomeCodes } from '@/lib/domain/resolution/verdict'
import { findingGuide } from './finding-guide'
import { guideHead } from './guide-head'
import { changeStateGuide, clusterStateGuide } from './state-guide'

interface Told {
  code: string
  severity: string
  cause: string
  fix: string
}

/** The troubleshooting page in Markdown: from a symptom, each verdict, each finding with how to check and mend it, and the states of clusters and changes. */
export function guidePage(sections: readonly { title: string; told: readonly Told[] }[]): string {
  const unique = sections.map(({ title, told }) => ({ title, told: byCode(told) }))
  const list = unique.map(({ title, told }) => `| ${title} | ${told.map(({ code }) => linkTo(code)).join(' · ')} |`)
  return [
    guideHead,
    verdictsTable(),
    `## All findings\n\n| about | findings |\n|---|---|\n${list.join('\n')}\n`,
    ...unique.flatMap(({ title, told }) => [`## ${title}\n`, ...told.map(findingSection)]),
    statesTable(
      'cluster',
      'On the line above every list, in `clusters[]` of the API, and in `signpost_watch_state`.',
      clusterStateGuide,
    ),
    statesTable(
      'change',
      'On *Changes*, in the API, and in the record. [changes in the log](metrics.md#events-and-the-log) have the same names.',
      changeStateGuide,
    ),
    refusals,
  ].join('\n')
}

const refusals = `## Refusals of the API

Each refusal has a \`code\`: [api.md](api.md#problems) says of every one what happened and what to do, [sign-in.md](sign-in.md#what-it-says) of those of the sign-in.
`

function byCode(told: readonly Told[]): Told[] {
  return [...new Map(told.map((each) => [each.code, each])).values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function linkTo(code: string): string {
  return `[\`${code}\`](#${code.toLowerCase()})`
}

function verdictsTable(): string {
  const rows = outcomeCodes.map((code) => {
    const told = findingGuide.has(code) ? linkTo(code) : `\`${code}\``
    return `| ${told} | ${outcomeSeverity[code]} | ${outcomeWords[code]} |`
  })
  return `## Verdicts

A verdict is one outcome, with notes beside it; its severity is the worst of them. *Unknown* is never *broken*: nobody answered, so nothing was learned about the name. A failure that is seen for the first time keeps the last verdict, marked as not confirmed, and is asked again within five seconds. \`NOT_ASKED\` is what was not asked yet, or has no resolver: see \`SIGNPOST_RESOLVERS\` and \`SIGNPOST_CLUSTER_DNS\`.

| outcome | severity | in words |
|---|---|---|
${rows.join('\n')}
`
}

function findingSection({ code, severity, cause, fix }: Told): string {
  const guide = findingGuide.get(code)
  if (guide === undefined) throw new Error(`Nothing is written about finding ${code}.`)
  const { sees, check, here, byHand } = guide
  return [
    `### ${code}\n`,
    `**${findingWords(code)}** · ${severity}\n`,
    `*What one sees:* ${sees}\n`,
    `*Why:* ${cause}\n`,
    shellBlock(check),
    `*What mends it:* ${fix} *In Signpost:* ${here}${byHand.length > 0 ? ' *By hand:*' : ''}\n`,
    ...(byHand.length > 0 ? [shellBlock(byHand)] : []),
  ].join('\n')
}

function shellBlock(lines: readonly string[]): string {
  return `\`\`\`sh\n${lines.join('\n')}\n\`\`\`\n`
}

function statesTable(
  of: string,
  where: string,
  states: Readonly<Record<string, { means: string; todo: string }>>,
): string {
  const rows = Object.entries(states).map(([state, { means, todo }]) => `| \`${state}\` | ${means} | ${todo} |`)
  return `## States of a ${of}\n\n${where}\n\n| state | means | what to do |\n|---|---|---|\n${rows.join('\n')}\n`
}
