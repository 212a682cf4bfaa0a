import { expect, test } from 'vitest'
import type { Finding } from '@/lib/domain/finding/finding'
import { findingWords } from '@/lib/domain/finding/finding-words'
import { severityRank } from '@/lib/domain/resolution/severity'
import { type Told, toldSections } from './told-findings'

const introduction = `# Findings

What the rules say of an alias: on its page, in the view *Findings* of the inventory, and at \`GET /api/v1/findings\` with filters, counts per team and a window. Written from \`lib/domain/finding\` by its test
(\`vitest run --project rules tests/lib/domain/finding --update\`), so that it is the same text as on the screen. The evidence, what was seen and where, stands beside each finding there. [troubleshooting.md](troubleshooting.md) says of each how to check it by hand, and what mends it.

A row of the inventory is as bad as the worst of its verdict and its findings. What only asks for order (the rules below with severity *info*) is in the list of findings and makes no row worse; neither does what depends on who looks:
who names an alias is told only to those who may list it. Where something could not be read, the rules about it say nothing, and the view says so.

Rules that need nothing but the Service and its namespace can be [admission policies](policy.md) too.

## Accepting a finding for a time

Annotation \`signpost/suppress\` on the Service, a line for each finding: its code, the last day (UTC) and the reason.

\`\`\`yaml
metadata:
  annotations:
    signpost/suppress: |
      CERT_PRIVATE_CA until=2027-01-31 reason=our own authority, its root is in the images
      NO_PART_OF until=2027-03-31 reason=moves to the new label scheme in spring
\`\`\`

*Accept for a time* beside a finding writes it, as a change with a plan, a reason and an undo. After that day the finding comes back by itself. At most 50 lines and 300 characters of each reason are read; a line that cannot be read suppresses nothing and is a finding itself
(\`SUPPRESS_UNREADABLE\`). An accepted finding makes no row worse; a verdict stays what DNS says.
`

function section(title: string, told: readonly Told[]): string {
  const byCode = [...new Map(told.map((each) => [each.code, each])).values()]
  const rank = ({ severity }: Told) => severityRank((/^\w+/.exec(severity)?.[0] ?? 'info') as Finding['severity'])
  const rows = byCode
    .sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
    .map(({ code, severity, cause, fix }) => `| \`${code}\` ${findingWords(code)} | ${severity} | ${cause} | ${fix} |`)
  return `\n## ${title}\n\n| finding | severity | cause | fix |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

test('every finding is written down in docs/findings.md', async () => {
  const text = [introduction, ...toldSections.map(({ title, told }) => section(title, told))]
  await expect(text.join('')).toMatchFileSnapshot('../../../../docs/findings.md')
})
