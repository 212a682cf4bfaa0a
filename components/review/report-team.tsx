import { visibleText } from '@/components/ui/visible-text'
import type { ReviewItem } from '@/lib/contract/reviews'
import type { TeamReport } from './report-teams'
import { reviewStateWords } from './review-state-words'
import { reviewKey, shortHash, teamWords } from './review-words'

/** One team of the report: what is signed off, by whom and until when; then what is open, and why. */
export function ReportTeam({ report: { team, signed, open } }: { report: TeamReport }) {
  return (
    <section className="pt-5">
      <h2 className="text-15 font-semibold tracking-[-0.01em]">
        <bdi>{teamWords(team)}</bdi>{' '}
        <span className="font-normal text-fg-3">
          {signed.length} of {signed.length + open.length} signed off
        </span>
      </h2>
      {signed.length > 0 && <SignedTable items={signed} />}
      {open.length > 0 && <OpenTable items={open} />}
    </section>
  )
}

const table = 'mt-2 w-full table-fixed border-collapse text-12'
const cell = 'border-b border-line py-1 pr-3 align-top break-words'
// What a narrow screen has no room for is there on paper.
const roomy = 'max-sm:hidden print:table-cell'
const headCell = `${cell} text-left text-11 font-medium text-fg-3`

function SignedTable({ items }: { items: readonly ReviewItem[] }) {
  return (
    <table className={table}>
      <caption className="sr-only">Signed off</caption>
      <thead>
        <tr>
          <th className={`${headCell} w-[22%] max-sm:w-[30%]`}>Alias</th>
          <th className={headCell}>Target</th>
          <th className={`${headCell} w-[14%] max-sm:w-[20%]`}>Signed off by</th>
          <th className={`${headCell} ${roomy} w-[84px]`}>On</th>
          <th className={`${headCell} w-[84px]`}>Until</th>
          <th className={`${headCell} ${roomy} w-[64px]`}>Code</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={reviewKey(item)} className="break-inside-avoid">
            <Alias item={item} />
            <td className={`${cell} mono break-all`}>{visibleText(item.target ?? item.type)}</td>
            <td className={cell}>{visibleText(item.last?.by ?? '')}</td>
            <td className={`${cell} ${roomy}`}>{item.last?.at.slice(0, 10)}</td>
            <td className={cell}>{item.last?.until.slice(0, 10)}</td>
            <td className={`${cell} ${roomy} mono`}>{item.last && shortHash(item.last.hash)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function OpenTable({ items }: { items: readonly ReviewItem[] }) {
  return (
    <table className={table}>
      <caption className="sr-only">Open</caption>
      <thead>
        <tr>
          <th className={`${headCell} w-[22%] max-sm:w-[30%]`}>Alias, not signed off</th>
          <th className={headCell}>Target</th>
          <th className={`${headCell} w-[150px] max-sm:w-[84px]`}>State</th>
          <th className={`${headCell} w-[84px]`}>Due</th>
          <th className={`${headCell} ${roomy} w-[22%]`}>Last said</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={reviewKey(item)} className="break-inside-avoid">
            <Alias item={item} />
            <td className={`${cell} mono break-all`}>{visibleText(item.target ?? item.type)}</td>
            <td className={cell}>{reviewStateWords[item.state]}</td>
            <td className={cell}>{item.dueAt?.slice(0, 10)}</td>
            <td className={`${cell} ${roomy}`}>{lastWords(item)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Alias({ item: { name, namespace, environment } }: { item: ReviewItem }) {
  return (
    <th scope="row" className={`${cell} text-left font-medium`}>
      {name}{' '}
      <span className="font-normal text-fg-3">
        {namespace}
        {environment !== null && `, ${visibleText(environment)}`}
      </span>
    </th>
  )
}

function lastWords({ last }: ReviewItem): string {
  if (last === null) return ''
  const what = last.newOwner === null ? last.decision : `${last.decision} to ${visibleText(last.newOwner)}`
  return `${what}, ${visibleText(last.by)}, ${last.at.slice(0, 10)}${last.reason === null ? '' : `: ${visibleText(last.reason)}`}`
}
