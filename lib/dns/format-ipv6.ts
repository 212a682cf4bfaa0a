/** Sixteen bytes as an IPv6 address in the form of RFC 5952: lower case, the first longest run of zero groups as `::`. */
export function formatIpv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2))
  const run = longestZeros(groups)
  const write = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  if (run.length < 2) return write(groups)
  return [write(groups.slice(0, run.start)), write(groups.slice(run.start + run.length))].join('::')
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 }
  let length = 0
  for (const [index, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0
    if (length > longest.length) longest = { start: index + 1 - length, length }
  }
  return longest
}
