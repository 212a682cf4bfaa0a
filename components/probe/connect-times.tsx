import { medianMs, millisecondsWords } from './probe-words'

const height = 14
const step = 4

/** How long the last connections took, a bar each; where there was none the bar is dashed. Needs two to say anything. */
export function ConnectTimes({ times }: { times: readonly (number | null)[] }) {
  const median = medianMs(times)
  if (times.length < 2) return null
  const highest = Math.max(1, ...times.map((time) => time ?? 0))
  const failed = times.filter((time) => time === null).length
  const label = `${times.length} connections${median === null ? '' : `, half of them within ${millisecondsWords(median)}`}${failed > 0 ? `, ${failed} failed` : ''}`
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${times.length * step} ${height}`}
      width={times.length * step}
      height={height}
      className="ml-2 inline-block align-middle"
    >
      <title>{label}</title>
      {times.map((time, index) => {
        const length = time === null ? height : Math.max(1, Math.round((time / highest) * height))
        return (
          <line
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar has no identity but its place
            key={index}
            x1={index * step + 1}
            x2={index * step + 1}
            y1={height}
            y2={height - length}
            strokeWidth={2}
            strokeDasharray={time === null ? '2 2' : undefined}
            className={time === null ? 'stroke-critical-solid' : 'stroke-line-3'}
          />
        )
      })}
    </svg>
  )
}
