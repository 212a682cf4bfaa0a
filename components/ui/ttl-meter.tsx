/** How much of a TTL is left, as a 3 px bar; the number stands beside it. */
export function TtlMeter({ leftSeconds, highestSeconds }: { leftSeconds: number; highestSeconds: number }) {
  const share = highestSeconds <= 0 ? 0 : Math.min(1, Math.max(0, leftSeconds / highestSeconds))
  return (
    <svg
      viewBox="0 0 100 3"
      preserveAspectRatio="none"
      height="3"
      aria-hidden="true"
      className="block w-full rounded-3"
    >
      <rect width="100" height="3" className="fill-line-2" />
      <rect width={share * 100} height="3" className="fill-fg-3" />
    </svg>
  )
}
