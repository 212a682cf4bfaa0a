/** The parts of two hosts that tell them apart: their common last labels are left out, and one label of each stays at least. */
export function differingLabels(from: string, to: string): { from: string; to: string } {
  const [left, right] = [from.split('.'), to.split('.')]
  while (left.length > 1 && right.length > 1 && left.at(-1) === right.at(-1)) {
    left.pop()
    right.pop()
  }
  return { from: left.join('.'), to: right.join('.') }
}
